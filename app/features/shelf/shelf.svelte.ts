import type { Track } from '#contracts/records/track.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listNewest } from '#storage/library/newest.ts';

/** The newest tracks of the library, read again when it changes. */
export class Shelf {
  tracks = $state.raw<readonly Track[]>([]);
  total = $state(0);
  /** False until the first answer, so that nobody is told "empty" too early. */
  loaded = $state(false);
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns the function that stops it. */
  start(): () => void {
    const read = async () => {
      ({ tracks: this.tracks, total: this.total } = await listNewest(this.#limit));
      this.loaded = true;
    };
    void read();
    return onStorageEvent((event) => {
      if (event.type === 'tracks') void read();
    });
  }
}
