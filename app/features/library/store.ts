import type { Track } from '#contracts/records/track.ts';
import { openDb } from '#storage/db/open.ts';

export { getAnalysis } from '#storage/analysis/analyses.ts';
export { eachSummary } from '#storage/analysis/summaries.ts';
export { listBlobHashes } from '#storage/blobs/blobs.ts';
export { sweepBlobs } from '#storage/blobs/sweep.ts';
export { onStorageEvent } from '#storage/events.ts';
export { getCues, editCues, listCues } from '#storage/cues/cues.ts';
export { editCorrections, getCorrections, listCorrections } from '#storage/corrections/corrections.ts';
export { createList, deleteList, editList, listLists, putList } from '#storage/lists/lists.ts';
export { listPlays } from '#storage/plays/plays.ts';
export { getSetting, setSetting } from '#storage/settings/settings.ts';
export { getCover } from '#storage/library/covers.ts';
export { relinkTrack } from '#storage/library/relink.ts';
export {
  binTracks,
  findTrackByHash,
  getTrack,
  purgeTracks,
  restoreTracks,
  updateTrack,
} from '#storage/library/tracks.ts';

/** Rows read in one go: few enough to hold nothing up. */
const BATCH = 1000;

/** All tracks, those in the bin included, a batch at a time. */
export async function eachTrack(take: (track: Track) => void): Promise<void> {
  const db = await openDb();
  let last: string | undefined;
  for (;;) {
    const batch = await db.getAll('tracks', last === undefined ? null : IDBKeyRange.lowerBound(last, true), BATCH);
    for (const track of batch) take(track);
    if (batch.length < BATCH) return;
    last = batch.at(-1)?.id;
  }
}

/** Tracks that were added last, without those in the bin: enough to fill a screen before all are read. */
export async function newestTracks(count: number): Promise<Track[]> {
  const tracks: Track[] = [];
  const tx = (await openDb()).transaction('tracks');
  let cursor = await tx.store.index('byAdded').openCursor(null, 'prev');
  while (cursor && tracks.length < count) {
    if (cursor.value.deletedAt === null) tracks.push(cursor.value);
    cursor = await cursor.continue();
  }
  return tracks;
}
