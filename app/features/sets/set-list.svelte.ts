import type { SetRow } from '#contracts/records/set.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listSets } from '#storage/sets/sets.ts';

/** All sets, read again when they change. */
export class SetList {
  loaded = $state(false);
  #rows = $state.raw<readonly SetRow[]>([]);

  /** Newest first. */
  readonly kept = $derived(this.#rows.filter(({ deletedAt }) => deletedAt === null));
  readonly binned = $derived(this.#rows.filter(({ deletedAt }) => deletedAt !== null));

  /** Returns the function that stops it. */
  follow(): () => void {
    const read = async () => {
      this.#rows = await listSets();
      this.loaded = true;
    };
    void read();
    return onStorageEvent(({ type }) => {
      if (type === 'sets') void read();
    });
  }
}
