import type { TrackCues } from '#contracts/records/cue.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { noCues } from '#core/cues/cues.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** The points of a blob; those of a blob without any are empty, not missing. */
export async function getCues(blobHash: BlobHash): Promise<TrackCues> {
  return (await (await openDb()).get('cues', blobHash)) ?? noCues(blobHash);
}

/** Rows of all blobs that have points. */
export async function listCues(): Promise<TrackCues[]> {
  return (await openDb()).getAll('cues');
}

/**
 * Changes the points of a blob in one transaction, so that a deck and the listener that fills in anchors never undo
 * each other. `edit` that returns what it was given changes nothing.
 */
export async function editCues(blobHash: BlobHash, edit: (cues: TrackCues) => TrackCues): Promise<TrackCues> {
  const tx = (await openDb()).transaction('cues', 'readwrite', { durability: 'strict' });
  const before = (await tx.store.get(blobHash)) ?? noCues(blobHash);
  const edited = edit(before);
  if (edited === before) {
    await tx.done;
    return before;
  }
  const after = { ...edited, blobHash, updatedAt: Date.now() };
  await Promise.all([tx.store.put(after), tx.done]);
  emitStorageEvent({ type: 'cues', blobHash });
  return after;
}
