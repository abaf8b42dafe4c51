import type { TrackCorrections } from '#contracts/records/correction.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { noCorrections } from '#core/analysis/correction/history.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** What was said about a blob; nothing, when nobody has. */
export async function getCorrections(blobHash: BlobHash): Promise<TrackCorrections> {
  return (await (await openDb()).get('corrections', blobHash)) ?? noCorrections(blobHash);
}

/** Rows of all blobs about which something was said. */
export async function listCorrections(): Promise<TrackCorrections[]> {
  return (await openDb()).getAll('corrections');
}

/** Changes what was said about a blob in one transaction. `edit` that returns what it was given changes nothing. */
export async function editCorrections(
  blobHash: BlobHash,
  edit: (row: TrackCorrections) => TrackCorrections,
): Promise<TrackCorrections> {
  const tx = (await openDb()).transaction('corrections', 'readwrite', { durability: 'strict' });
  const before = (await tx.store.get(blobHash)) ?? noCorrections(blobHash);
  const edited = edit(before);
  if (edited === before) {
    await tx.done;
    return before;
  }
  const after = { ...edited, blobHash, updatedAt: Date.now() };
  await Promise.all([tx.store.put(after), tx.done]);
  emitStorageEvent({ type: 'corrections', blobHash });
  return after;
}
