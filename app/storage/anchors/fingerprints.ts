import type { SoundFingerprint } from '#contracts/records/anchor.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';

export async function putFingerprint(print: SoundFingerprint): Promise<void> {
  await (await openDb()).put('fingerprints', print);
}

export async function getFingerprint(blobHash: BlobHash): Promise<SoundFingerprint | undefined> {
  return (await openDb()).get('fingerprints', blobHash);
}

/** Fingerprints of sounds of about one length: `withinSec` more or less. */
export async function fingerprintsNear(durationSec: number, withinSec: number): Promise<SoundFingerprint[]> {
  const range = IDBKeyRange.bound(durationSec - withinSec, durationSec + withinSec);
  return (await openDb()).getAllFromIndex('fingerprints', 'byDuration', range);
}
