import type { SetRow } from '#contracts/records/set.ts';
import { onEngine } from '#audio/engine/page-engine.ts';
import { recoverSets } from '#storage/sets/sets.ts';
import { SetRecorder } from './set-recorder.ts';

/** The set that runs on this page's decks. Small, because every page listens. */
class Sets {
  running = $state.raw<SetRow | null>(null);
  elapsedSec = $state(0);
  /** The log cannot be written; the music plays on. */
  error = $state.raw<unknown>(null);
  #recorder: SetRecorder | null = null;

  /** Listens to the decks from now on. Returns the function that ends it. */
  start(): () => void {
    void recoverSets().catch(() => undefined);
    return onEngine((engine) => {
      this.#recorder ??= new SetRecorder(engine, this);
    });
  }

  /** Ends the running set; the music goes on. */
  finish(): void {
    this.#recorder?.finish();
  }

  /** Whether the set that runs, or the next one, is forgotten at its end. */
  discard(on: boolean): void {
    if (this.#recorder) this.#recorder.discards = on;
  }
}

export type { Sets };

export const sets = new Sets();
