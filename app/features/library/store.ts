import { ANALYSER_VERSION, type Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import { readAnalysis } from '#storage/analysis/version-1.ts';
import { allInForce } from '#storage/analysis/analyses.ts';
import { openDb } from '#storage/db/open.ts';

export { getAnalysis } from '#storage/analysis/analyses.ts';
export { listBlobHashes } from '#storage/blobs/blobs.ts';
export { sweepBlobs } from '#storage/blobs/sweep.ts';
export { onStorageEvent } from '#storage/events.ts';
export { createList, deleteList, editList, listLists, putList } from '#storage/lists/lists.ts';
export { listPlays } from '#storage/plays/plays.ts';
export { getSetting, setSetting } from '#storage/settings/settings.ts';
export { getCover } from '#storage/library/covers.ts';
export { binTracks, getTrack, purgeTracks, restoreTracks, updateTrack } from '#storage/library/tracks.ts';

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

/** All results with what people said about them, those of one blob from the oldest analyser version to this one. */
export async function eachAnalysis(take: (analysis: Analysis) => void): Promise<void> {
  const [db, inForce] = await Promise.all([openDb(), allInForce()]);
  let last: [BlobHash, number] | undefined;
  for (;;) {
    const batch = await db.getAll('analyses', last === undefined ? null : IDBKeyRange.lowerBound(last, true), BATCH);
    for (const analysis of batch) if (analysis.version <= ANALYSER_VERSION) take(inForce(readAnalysis(analysis)));
    const end = batch.at(-1);
    if (!end || batch.length < BATCH) return;
    last = [end.blobHash, end.version];
  }
}
