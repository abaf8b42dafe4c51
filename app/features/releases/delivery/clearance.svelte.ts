import type { Preflight } from '../check/preflight.svelte.ts';

/**
 * Whether a release may go out: when all of it was checked and nothing stands against it, or when somebody has seen
 * exactly what does and wants it all the same. Something new to object to asks again.
 */
export class Clearance {
  readonly check: Preflight;
  #accepted = $state('');

  readonly isAccepted = $derived.by(() => this.#accepted !== '' && this.#accepted === this.check.objections);
  readonly isClear = $derived.by(() => !this.check.isPending && (this.check.objections === '' || this.isAccepted));

  constructor(check: Preflight) {
    this.check = check;
  }

  /** What was seen and accepted; '' when nothing was. */
  get accepted(): string {
    return this.isAccepted ? this.#accepted : '';
  }

  accept(isWanted: boolean): void {
    this.#accepted = isWanted ? this.check.objections : '';
  }
}
