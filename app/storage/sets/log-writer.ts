import type { SetEntry, SetTrack } from '#contracts/records/set.ts';
import { openDb } from '../db/open.ts';
import { storageFailure } from '../failure.ts';

/** Appends to the log of a running set: what is flushed survives the death of the browser. */
export class SetLogWriter {
  readonly #setId: string;
  #pending: SetEntry[] = [];
  #endFrame: number;
  #written: number;
  #sequence = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(setId: string, firstFrame: number) {
    this.#setId = setId;
    this.#endFrame = this.#written = firstFrame;
  }

  /** Takes entries in, to be written with the next {@link flush}. */
  add(entries: readonly SetEntry[]): void {
    for (const entry of entries) this.#pending.push(entry);
  }

  /** The set goes on until this frame of the audio clock, at least. */
  reach(endFrame: number): void {
    this.#endFrame = Math.max(this.#endFrame, endFrame);
  }

  /**
   * Writes all there is, in one transaction with the set's new length. What cannot be written stays, in its place, for
   * the next call.
   *
   * @throws AppError `storage.*`
   */
  flush(): Promise<void> {
    const result = this.#turn.then(() => this.#flush());
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #flush(): Promise<void> {
    const entries = this.#pending;
    const endFrame = this.#endFrame;
    if (entries.length === 0 && endFrame === this.#written) return;
    this.#pending = [];
    try {
      const tx = (await openDb()).transaction(['sets', 'setLog'], 'readwrite', { durability: 'strict' });
      const row = await tx.objectStore('sets').get(this.#setId);
      if (row) {
        const { length } = entries;
        const batch = { setId: this.#setId, version: 0, sequence: this.#sequence, entries };
        if (length > 0) await tx.objectStore('setLog').add(batch);
        await tx.objectStore('sets').put({ ...row, endFrame, tracks: withNew(row.tracks, entries) });
      }
      await tx.done;
    } catch (error) {
      this.#pending = [...entries, ...this.#pending];
      throw storageFailure(error);
    }
    this.#written = endFrame;
    if (entries.length > 0) this.#sequence++;
  }
}

function withNew(tracks: readonly SetTrack[], entries: readonly SetEntry[]): readonly SetTrack[] {
  const all = new Map(tracks.map((track) => [track.blobHash, track]));
  for (const entry of entries) if (entry.kind === 'source') all.set(entry.track.blobHash, entry.track);
  return all.size === tracks.length ? tracks : [...all.values()];
}
