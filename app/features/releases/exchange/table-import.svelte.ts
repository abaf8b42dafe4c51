import { isAbort } from '#contracts/errors/app-error.ts';
import { checkTable, takeTable } from '#workers/release-table/client.ts';
import type { TableCheck } from '#workers/release-table/protocol.ts';

/** One table on its way in. Nothing becomes a release before the user agrees. */
export class TableImport {
  fileName = $state('');
  check = $state.raw<TableCheck | null>(null);
  /** Whether releases that are here already come in once more. */
  withKnown = $state(false);
  working = $state<'check' | 'take' | null>(null);
  /** Releases that were read so far. */
  count = $state(0);
  failure = $state.raw<unknown>(null);

  /** How many would come in. */
  readonly wanted = $derived(this.check ? this.check.releases - (this.withKnown ? 0 : this.check.known) : 0);

  #file: File | null = null;
  #cancel = new AbortController();

  /** Reads a table and shows what it would bring. */
  async open(file: File): Promise<void> {
    this.#file = file;
    Object.assign(this, { fileName: file.name, check: null, withKnown: false });
    this.check = await this.#run('check', (follow, signal) => checkTable(file, follow, signal));
  }

  cancel(): void {
    this.#cancel.abort();
  }

  /** Takes it in. Returns how many releases were made; null when that failed or was cancelled, and nothing was made. */
  async take(): Promise<number | null> {
    const file = this.#file;
    return file && this.#run('take', (follow, signal) => takeTable(file, this.withKnown, follow, signal));
  }

  async #run<T>(
    kind: 'check' | 'take',
    work: (follow: (count: number) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    this.#cancel.abort();
    const cancel = (this.#cancel = new AbortController());
    Object.assign(this, { working: kind, count: 0, failure: null });
    try {
      return await work((count) => (this.count = count), cancel.signal);
    } catch (error) {
      if (!isAbort(error)) this.failure = error;
      return null;
    } finally {
      if (cancel === this.#cancel) this.working = null;
    }
  }
}
