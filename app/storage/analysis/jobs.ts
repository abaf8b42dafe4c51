import { ANALYSER_VERSION, type AnalysisJob, type AnalysisUrgency } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/**
 * Asks for the analysis of a blob, unless this analyser version has answered. A wish that stands already is moved up
 * when this one is more urgent; one that has failed stays failed until {@link retryAnalysis}.
 */
export async function queueAnalysis(blobHash: BlobHash, urgency?: AnalysisUrgency): Promise<void> {
  const tx = (await openDb()).transaction(['analyses', 'analysisJobs'], 'readwrite');
  const jobs = tx.objectStore('analysisJobs');
  const [done, job] = await Promise.all([
    tx.objectStore('analyses').getKey([blobHash, ANALYSER_VERSION]),
    jobs.get(blobHash),
  ]);
  const isNews = done === undefined && (!job || rank(urgency) < rank(job.urgency));
  const fresh: AnalysisJob = { blobHash, queuedAt: Date.now(), state: 'queued', attempts: 0, error: null };
  const { urgency: _, ...wish } = job ?? fresh;
  if (isNews) await jobs.put({ ...wish, ...(urgency && { urgency }) });
  await tx.done;
  if (isNews) emitStorageEvent({ type: 'analysis-queued', blobHash });
}

/** Puts a failed blob back on the queue, before all others: somebody waits for it. */
export async function retryAnalysis(blobHash: BlobHash): Promise<void> {
  await deleteAnalysisJob(blobHash);
  await queueAnalysis(blobHash, 'wanted');
}

const rank = (urgency?: AnalysisUrgency): number => (urgency === 'wanted' ? 0 : urgency === 'idle' ? 2 : 1);

/** Open wishes, most urgent first, and of these the oldest. */
export async function listAnalysisJobs(): Promise<AnalysisJob[]> {
  const jobs = await (await openDb()).getAll('analysisJobs');
  return jobs.sort((a, b) => rank(a.urgency) - rank(b.urgency) || a.queuedAt - b.queuedAt);
}

export async function getAnalysisJob(blobHash: BlobHash): Promise<AnalysisJob | undefined> {
  return (await openDb()).get('analysisJobs', blobHash);
}

/** Marks a job as running and counts the attempt; returns the new row, or undefined when the wish is gone. */
export async function beginAnalysisJob(blobHash: BlobHash): Promise<AnalysisJob | undefined> {
  return changeAnalysisJob(blobHash, (job) => ({ ...job, state: 'running', attempts: job.attempts + 1 }));
}

/** Changes a job in one transaction; returns the new row, or undefined when the wish is gone. */
export async function changeAnalysisJob(
  blobHash: BlobHash,
  change: (job: AnalysisJob) => AnalysisJob,
): Promise<AnalysisJob | undefined> {
  const tx = (await openDb()).transaction('analysisJobs', 'readwrite');
  const job = await tx.store.get(blobHash);
  const changed = job && change(job);
  if (changed) await tx.store.put(changed);
  await tx.done;
  return changed;
}

/** Notes the tempo of the beginning while the rest is analysed; nothing where there is none. */
export async function putFirstTempo(blobHash: BlobHash, bpm: number | null): Promise<void> {
  if (bpm === null) return;
  const job = await changeAnalysisJob(blobHash, (row) => ({ ...row, firstBpm: bpm }));
  if (job) emitStorageEvent({ type: 'analysis-part', blobHash });
}

export async function deleteAnalysisJob(blobHash: BlobHash): Promise<void> {
  await (await openDb()).delete('analysisJobs', blobHash);
}

/** Keys read in one go: few enough to hold nothing up. */
const BATCH = 1000;

/**
 * Blobs that an older analyser version has answered and this one has not, and about which no wish stands. They need no
 * rows of their own in the queue: what is open can be read from the results at any time.
 */
export async function* outdatedAnalyses(): AsyncGenerator<BlobHash> {
  const db = await openDb();
  let after: IDBKeyRange | null = null;
  for (;;) {
    const keys: (readonly [BlobHash, number])[] = await db.getAllKeys('analyses', after, BATCH);
    for (const [i, [hash, version]] of keys.entries()) {
      // Versions of one blob follow each other; the last of them counts.
      if (version >= ANALYSER_VERSION || keys[i + 1]?.[0] === hash) continue;
      const newer = await db.getKey('analyses', [hash, ANALYSER_VERSION]);
      if (newer === undefined && (await db.getKey('analysisJobs', hash)) === undefined) yield hash;
    }
    const last = keys.at(-1);
    if (!last || keys.length < BATCH) return;
    after = IDBKeyRange.lowerBound(last, true);
  }
}
