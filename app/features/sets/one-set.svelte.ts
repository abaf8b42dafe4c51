import type { SetRow } from '#contracts/records/set.ts';
import { documentOf, entriesOf, type SetDocument } from '#core/set/document.ts';
import { editTransition, type TransitionEdit } from '#core/set/edit-transition.ts';
import { trackListOf, type TrackEntry } from '#core/set/track-list.ts';
import { transitionsOf, type Transition } from '#core/set/transitions.ts';
import { onStorageEvent } from '#storage/events.ts';
import { addSetVersion, getSet, readSetLog } from '#storage/sets/sets.ts';

/** One set in its version in force, read again when it changes. */
export class OneSet {
  row = $state.raw<SetRow | null>(null);
  document = $state.raw<SetDocument | null>(null);
  loaded = $state(false);
  readonly tracks: readonly TrackEntry[] = $derived(this.document ? trackListOf(this.document) : []);
  readonly transitions: readonly Transition[] = $derived(
    this.document ? transitionsOf(this.document, this.tracks) : [],
  );

  /** Follows the set with this id. Returns the function that stops it. */
  follow(id: string): () => void {
    let turn = 0;
    const read = async () => {
      const mine = ++turn;
      const row = await getSet(id);
      const entries = row ? await readSetLog(id, row.version) : [];
      if (mine !== turn) return;
      this.row = row ?? null;
      this.document = row ? documentOf(row, entries) : null;
      this.loaded = true;
    };
    void read();
    return onStorageEvent((event) => {
      if (event.type === 'sets' && event.ids.includes(id)) void read();
    });
  }

  /** Writes an edit as a new version. Returns the version that was in force before it. */
  async edit(transition: Transition, edit: TransitionEdit): Promise<number | null> {
    const { row, document } = this;
    if (!row || !document) return null;
    const { moves } = editTransition(document, transition, edit);
    await addSetVersion(row.id, entriesOf(document, moves));
    return row.version;
  }
}
