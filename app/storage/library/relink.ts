import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/**
 * Gives a track whose audio is gone the audio of another, which ceases to be a track of its own. What people wrote about
 * the first, and the lists it is in, stay; what was known of its old audio goes.
 *
 * @returns the track as it is now, or undefined when one of the two is not there
 */
export async function relinkTrack(id: string, fromId: string): Promise<Track | undefined> {
  const stores = [
    ...(['tracks', 'analyses', 'summaries', 'analysisJobs', 'peaks', 'outbox'] as const),
    ...(['cues', 'fingerprints', 'corrections'] as const),
  ];
  const tx = (await openDb()).transaction(stores, 'readwrite', { durability: 'strict' });
  const tracks = tx.objectStore('tracks');
  const [track, from] = await Promise.all([tracks.get(id), tracks.get(fromId)]);
  if (!track || !from || id === fromId) {
    await tx.done;
    return undefined;
  }
  const { blobHash, fileName, mimeType, codec, sizeBytes, sampleRate, channels, durationSec, safeAt } = from;
  const next: Track = {
    ...track,
    ...{ blobHash, fileName, mimeType, codec, sizeBytes, sampleRate, channels, durationSec, safeAt },
    coverHash: track.coverHash ?? from.coverHash,
  };
  const old = track.blobHash;
  await Promise.all([
    tracks.delete(fromId),
    tracks.put(next),
    tx.objectStore('analyses').delete(IDBKeyRange.bound([old], [old, []])),
    ...(['summaries', 'analysisJobs', 'peaks', 'outbox', 'cues', 'fingerprints', 'corrections'] as const).map((name) =>
      tx.objectStore(name).delete(old),
    ),
    tx.done,
  ]);
  emitStorageEvent({ type: 'tracks', ids: [id, fromId] });
  return next;
}
