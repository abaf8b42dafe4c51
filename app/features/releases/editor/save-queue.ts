import type { Release } from '#contracts/release/release.ts';
import { changeBetween, isEmptyChange } from '#core/release/draft/change.ts';
import { saveStep, type SavedStep } from '#storage/releases/steps.ts';

/** Edits of one field that follow each other within this time are one step to take back, milliseconds. */
const SAME_STEP_MS = 2_000;

interface Waiting {
  readonly key: string;
  /** Before the step that this edit belongs to. */
  readonly start: Release;
  /** As it was written last. */
  readonly from: Release;
  to: Release;
  /** Goes on with the step that was written before it. */
  readonly continues: boolean;
}

interface SaveHandlers {
  /** Nothing waits; `step` is what was written last, null when there was nothing to write. */
  readonly settled: (step: SavedStep | null) => void;
  readonly failed: (error: unknown) => void;
  /** The release is no longer there. */
  readonly gone: () => void;
}

/**
 * Writes edits in their order, each as soon as the one before it is on the disk. What is typed while a write runs is
 * written together.
 */
export class SaveQueue {
  readonly #id: string;
  readonly #handlers: SaveHandlers;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  /** The step that was queued last, as long as the next edit may go on with it. */
  #open: { readonly key: string; readonly start: Release; at: number } | null = null;
  #sequence: number | null = null;

  constructor(id: string, handlers: SaveHandlers) {
    this.#id = id;
    this.#handlers = handlers;
  }

  /** Whether something is not on the disk yet. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Takes an edit on. Edits with the same `key` in a row are one step. */
  add(key: string, before: Release, after: Release, now = Date.now()): void {
    const open = this.#open?.key === key && now - this.#open.at < SAME_STEP_MS ? this.#open : null;
    this.#open = { key, start: open?.start ?? before, at: now };
    const last = this.#waiting.at(-1);
    const isWritten = this.#waiting.length === 1 && this.#running !== null;
    if (open && last && last.key === key && !isWritten) last.to = after;
    else this.#waiting.push({ key, start: open?.start ?? before, from: before, to: after, continues: open !== null });
    void this.flush();
  }

  /** The next edit is a step of its own. */
  closeStep(): void {
    this.#open = null;
    this.#sequence = null;
  }

  /** Resolves when all is written, or a write has failed. */
  flush(): Promise<void> {
    this.#running ??= this.#work().finally(() => (this.#running = null));
    return this.#running;
  }

  async #work(): Promise<void> {
    // One turn later, so that edits of one moment are one write.
    await Promise.resolve();
    let last: SavedStep | null = null;
    for (let one = this.#waiting[0]; one; one = this.#waiting[0]) {
      const forward = changeBetween(one.from, one.to);
      try {
        if (!isEmptyChange(forward)) {
          const saved = await saveStep(this.#id, {
            forward,
            undo: changeBetween(one.to, one.start),
            redo: changeBetween(one.start, one.to),
            continues: one.continues ? this.#sequence : null,
          });
          if (!saved) return this.#handlers.gone();
          this.#sequence = saved.sequence;
          last = saved;
        }
        this.#waiting.shift();
      } catch (error) {
        return this.#handlers.failed(error);
      }
    }
    this.#handlers.settled(last);
  }
}
