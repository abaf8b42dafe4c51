import { ANALYSER_VERSION, type Analysis, type AnalysisJob, type WaveformPeaks } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { readAnalysis } from './version-1.ts';

/** Asks for the analysis of a blob, unless this analyser version has answered or the wish stands already. */
export async function queueAnalysis(blobHash: BlobHash): Promise<void> {
  const tx = (await openDb()).transaction(['analyses', 'analysisJobs'], 'readwrite');
  const jobs = tx.objectStore('analysisJobs');
  const [done, job] = await Promise.all([
    tx.objectStore('analyses').getKey([blobHash, ANALYSER_VERSION]),
    jobs.getKey(blobHash),
  ]);
  const isNew = done === undefined && job === undefined;
  if (isNew) await jobs.put({ blobHash, queuedAt: Date.now(), state: 'queued', attempts: 0, error: null });
  await tx.done;
  if (isNew) emitStorageEvent({ type: 'analysis-queued', blobHash });
}

/** Open wishes, oldest first. */
export async function listAnalysisJobs(): Promise<AnalysisJob[]> {
  const jobs = await (await openDb()).getAll('analysisJobs');
  return jobs.sort((a, b) => a.queuedAt - b.queuedAt);
}

export async function getAnalysisJob(blobHash: BlobHash): Promise<AnalysisJob | undefined> {
  return (await openDb()).get('analysisJobs', blobHash);
}

/** Marks a job as running and counts the attempt; returns the new row, or undefined when the wish is gone. */
export async function beginAnalysisJob(blobHash: BlobHash): Promise<AnalysisJob | undefined> {
  const tx = (await openDb()).transaction('analysisJobs', 'readwrite');
  const job = await tx.store.get(blobHash);
  const begun = job && ({ ...job, state: 'running', attempts: job.attempts + 1 } satisfies AnalysisJob);
  if (begun) await tx.store.put(begun);
  await tx.done;
  return begun;
}

/** Asks again for what an older analyser version has answered and this one has not. */
export async function queueOutdatedAnalyses(): Promise<void> {
  const keys = await (await openDb()).getAllKeys('analyses');
  const current = new Set(keys.filter(([, version]) => version === ANALYSER_VERSION).map(([hash]) => hash));
  const outdated = new Set(keys.map(([hash]) => hash).filter((hash) => !current.has(hash)));
  for (const hash of outdated) await queueAnalysis(hash);
}

export async function putAnalysisJob(job: AnalysisJob): Promise<void> {
  await (await openDb()).put('analysisJobs', job);
}

export async function deleteAnalysisJob(blobHash: BlobHash): Promise<void> {
  await (await openDb()).delete('analysisJobs', blobHash);
}

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
