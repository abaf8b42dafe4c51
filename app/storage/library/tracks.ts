import type { BlobHash, Track } from '#contracts/records/track.ts';
import { deleteBlob } from '../blobs/blobs.ts';
import { isReleased } from '../blobs/needed.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** The fields of a track that may change after it was added. */
export type TrackPatch = Partial<
  Pick<
    Track,
    | 'title'
    | 'artist'
    | 'album'
    | 'genre'
    | 'year'
    | 'coverHash'
    | 'rating'
    | 'comment'
    | 'tags'
    | 'colour'
    | 'markers'
    | 'safeAt'
  >
>;

/**
 * Adds a track, or finds the one with the same bytes. A found track comes back from the bin, its fields untouched.
 * The blob must be stored before.
 */
export async function addTrack(track: Track): Promise<{ track: Track; isNew: boolean }> {
  const db = await openDb();
  const tx = db.transaction('tracks', 'readwrite', { durability: 'strict' });
  const known = await tx.store.index('byHash').get(track.blobHash);
  const kept = known ? { ...known, deletedAt: null } : track;
  await Promise.all([tx.store.put(kept), tx.done]);
  emitStorageEvent({ type: 'tracks', ids: [kept.id] });
  return { track: kept, isNew: !known };
}

export async function getTrack(id: string): Promise<Track | undefined> {
  return (await openDb()).get('tracks', id);
}

export async function findTrackByHash(hash: BlobHash): Promise<Track | undefined> {
  return (await openDb()).getFromIndex('tracks', 'byHash', hash);
}

/** All tracks, those in the bin included, oldest first. */
export async function listTracks(): Promise<Track[]> {
  return (await openDb()).getAllFromIndex('tracks', 'byAdded');
}

/** Changes fields of one track and returns the new row, or undefined when there is none. */
export async function updateTrack(id: string, patch: TrackPatch): Promise<Track | undefined> {
  return change(id, (track) => ({ ...track, ...patch }));
}

/** Moves tracks to the bin; audio, cues and analyses stay. */
export async function binTracks(ids: readonly string[]): Promise<void> {
  const now = Date.now();
  for (const id of ids) await change(id, (track) => ({ ...track, deletedAt: track.deletedAt ?? now }));
}

/** Takes tracks out of the bin. */
export async function restoreTracks(ids: readonly string[]): Promise<void> {
  for (const id of ids) await change(id, (track) => ({ ...track, deletedAt: null }));
}

/** Removes binned tracks with their audio and everything known about it, for good. Others are left alone. */
export async function purgeTracks(ids: readonly string[]): Promise<void> {
  const db = await openDb();
  for (const id of ids) {
    const track = await db.get('tracks', id);
    if (!track || track.deletedAt === null) continue;
    const stores = [
      'tracks',
      'analyses',
      'summaries',
      'analysisJobs',
      'peaks',
      'outbox',
      'cues',
      'fingerprints',
      'corrections',
    ] as const;
    const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
    const hash = track.blobHash;
    await Promise.all([
      tx.objectStore('tracks').delete(id),
      tx.objectStore('analyses').delete(IDBKeyRange.bound([hash], [hash, []])),
      tx.objectStore('summaries').delete(hash),
      tx.objectStore('analysisJobs').delete(hash),
      tx.objectStore('peaks').delete(hash),
      tx.objectStore('outbox').delete(hash),
      tx.objectStore('cues').delete(hash),
      tx.objectStore('fingerprints').delete(hash),
      tx.objectStore('corrections').delete(hash),
      tx.done,
    ]);
    // After the rows: a crash in between leaves an orphaned blob, never a track without audio.
    if (!(await isReleased(db, hash))) await deleteBlob(hash);
  }
  emitStorageEvent({ type: 'tracks', ids });
}

async function change(id: string, edit: (track: Track) => Track): Promise<Track | undefined> {
  const tx = (await openDb()).transaction('tracks', 'readwrite', { durability: 'strict' });
  const track = await tx.store.get(id);
  if (!track) return undefined;
  const next = edit(track);
  await Promise.all([tx.store.put(next), tx.done]);
  emitStorageEvent({ type: 'tracks', ids: [id] });
  return next;
}
