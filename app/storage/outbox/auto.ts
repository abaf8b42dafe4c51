import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { getTrack } from '../library/tracks.ts';
import { declinedUploads, enqueueUpload, getUpload } from './outbox.ts';
import { getAutoUpload, type AutoUpload } from './preferences.ts';
import { lastKnownUser } from './session.ts';

/**
 * Queues the tracks that are to be uploaded without asking: see {@link AutoUpload}. Tracks that are safe, in the bin,
 * queued already or taken out of the queue by the user are left alone, and so is the demo track.
 *
 * @param ids the tracks to look at; all when left out
 * @returns how many were queued
 */
export async function queueAutomatically(ids?: readonly string[]): Promise<number> {
  const mode = await getAutoUpload();
  if (mode === 'off' || (await lastKnownUser()) === null) return 0;
  const wanted = ids ? await candidatesAmong(ids, mode) : await allCandidates(mode);
  if (wanted.length === 0) return 0;
  const declined = await declinedUploads();
  let queued = 0;
  for (const track of wanted) {
    if (declined.has(track.blobHash) || (await getUpload(track.blobHash))) continue;
    await enqueueUpload(track);
    queued += 1;
  }
  return queued;
}

async function candidatesAmong(ids: readonly string[], mode: AutoUpload): Promise<Track[]> {
  const tracks = await Promise.all(ids.map((id) => getTrack(id)));
  return tracks.filter((track): track is Track => track !== undefined && isCandidate(track, mode));
}

/** Walks the library row by row: a large one read at once would hold up the page. */
async function allCandidates(mode: AutoUpload): Promise<Track[]> {
  const found: Track[] = [];
  const tx = (await openDb()).transaction('tracks');
  for await (const { value } of tx.store) if (isCandidate(value, mode)) found.push(value);
  return found;
}

function isCandidate(track: Track, mode: AutoUpload): boolean {
  if (track.safeAt !== null || track.deletedAt !== null) return false;
  return track.origin === 'take' || (track.origin === 'import' && mode === 'all');
}
