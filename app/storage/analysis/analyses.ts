import { ANALYSER_VERSION, type Analysis, type WaveformPeaks } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { readAnalysis } from './version-1.ts';

/** Stores a finished result in place of older versions and removes its job, in one transaction. */
export async function putAnalysis(analysis: Analysis): Promise<void> {
  const tx = (await openDb()).transaction(['analyses', 'analysisJobs'], 'readwrite', { durability: 'strict' });
  const { blobHash, version } = analysis;
  await Promise.all([
    tx.objectStore('analyses').put(analysis),
    tx.objectStore('analyses').delete(IDBKeyRange.bound([blobHash], [blobHash, version], false, true)),
    tx.objectStore('analysisJobs').delete(blobHash),
    tx.done,
  ]);
  emitStorageEvent({ type: 'analysis-done', blobHash });
}

/** The newest result there is, that of an older analyser version until this one has answered. */
export async function getAnalysis(blobHash: BlobHash): Promise<Analysis | undefined> {
  const known = await (await openDb()).getAll('analyses', IDBKeyRange.bound([blobHash], [blobHash, ANALYSER_VERSION]));
  const newest = known.at(-1);
  return newest && readAnalysis(newest);
}

export async function putPeaks(peaks: WaveformPeaks): Promise<void> {
  await (await openDb()).put('peaks', peaks);
}

export async function getPeaks(blobHash: BlobHash): Promise<WaveformPeaks | undefined> {
  return (await openDb()).get('peaks', blobHash);
}
