import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import { m } from '#i18n/paraglide/messages.js';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';

/** A file that did not go in, and why. */
export interface Refusal {
  readonly name: string;
  readonly error: unknown;
}

/** The files that wait for their import in this tab. */
class Imports {
  /** Name of the file that is being read. */
  current = $state('');
  /** Share of its bytes that are stored, 0 to 1. */
  share = $state(0);
  done = $state(0);
  total = $state(0);
  /** Kept until the list is closed, over several batches. */
  refused = $state.raw<readonly Refusal[]>([]);

  readonly running = $derived(this.done < this.total);

  #queue: File[] = [];
  #refusedBefore = 0;
  #added = 0;
  #known = 0;
  #cancel = new AbortController();

  /** Adds files to the queue and resolves when the queue is empty. */
  async add(files: Iterable<File>): Promise<void> {
    const list = [...files];
    if (list.length === 0) return;
    this.#queue.push(...list);
    if (this.running) {
      this.total += list.length;
      return;
    }
    Object.assign(this, { done: 0, total: list.length });
    this.#added = this.#known = 0;
    this.#refusedBefore = this.refused.length;
    this.#cancel = new AbortController();
    await this.#work();
  }

  /** Leaves out the files that are not in yet. */
  cancel(): void {
    this.#queue = [];
    this.#cancel.abort();
  }

  dismiss(): void {
    this.refused = [];
    this.#refusedBefore = 0;
  }

  async #work(): Promise<void> {
    const { importFile } = await import('#workers/import/client.ts');
    for (let file = this.#queue.shift(); file; file = this.#queue.shift()) {
      const { name, size } = file;
      this.current = name;
      this.share = 0;
      try {
        const onProgress = (bytes: number) => (this.share = size ? bytes / size : 1);
        const { isNew } = await importFile(file, (bytes) => void onProgress(bytes), this.#cancel.signal);
        if (isNew) this.#added++;
        else this.#known++;
      } catch (error) {
        if (isAbort(error)) break;
        this.refused = [...this.refused, { name, error }];
        // Nothing after it would fit either.
        if (error instanceof AppError && error.code === 'storage.quota') this.#queue = [];
      }
      this.done++;
    }
    this.done = this.total;
    this.#say();
  }

  #say(): void {
    const refused = this.refused.slice(this.#refusedBefore);
    const [first] = refused;
    if (first && refused.length === 1) {
      showToast({ text: `${first.name}: ${errorText(first.error)}`, kind: 'error' });
    } else if (first) {
      showToast({ text: m.library_refused_count({ count: refused.length }), kind: 'error' });
    }
    if (this.#added > 0) showToast({ text: m.library_imported({ count: this.#added }), kind: 'success' });
    else if (this.#known > 0) showToast({ text: m.library_known({ count: this.#known }), kind: 'info' });
  }
}

export const imports = new Imports();
