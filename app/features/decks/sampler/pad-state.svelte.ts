import type { PadSample } from '#contracts/records/sampler.ts';

/** One pad as the page sees it. */
export class PadState {
  readonly slot: number;
  sample = $state.raw<PadSample | null>(null);
  /** The sample is on its way into memory. */
  loading = $state(false);
  sounding = $state(false);
  /** Waits for the leader's beat. */
  waiting = $state(false);
  /** Name of what a replayed set has put here for as long as it runs. */
  guest = $state<string | null>(null);

  constructor(slot: number) {
    this.slot = slot;
  }
}
