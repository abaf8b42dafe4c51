import { beforeEach, expect, test } from 'vitest';
import { ANALYSER_VERSION } from '#contracts/records/analysis.ts';
import { openDb } from '../db/open.ts';
import type { StoredAnalysis } from './version-1.ts';
import { changeAnalysisJob, listAnalysisJobs, outdatedAnalyses, queueAnalysis, retryAnalysis } from './jobs.ts';

beforeEach(async () => {
  const db = await openDb();
  await Promise.all([db.clear('analyses'), db.clear('analysisJobs')]);
});

const answer = async (blobHash: string, version: number) =>
  (await openDb()).put('analyses', { blobHash, version } as StoredAnalysis);
const order = async () => (await listAnalysisJobs()).map(({ blobHash }) => blobHash);

test('what is wanted goes first, old results go last, the others in the order in which they came', async () => {
  for (const hash of ['c', 'b', 'a']) {
    await queueAnalysis(hash, hash === 'c' ? 'idle' : undefined);
    await changeAnalysisJob(hash, (job) => ({ ...job, queuedAt: 'cba'.indexOf(hash) }));
  }
  expect(await order()).toEqual(['b', 'a', 'c']);
  await queueAnalysis('a', 'wanted');
  expect(await order()).toEqual(['a', 'b', 'c']);
  // A less urgent wish for the same takes nothing away.
  await queueAnalysis('a', 'idle');
  await queueAnalysis('c');
  expect((await listAnalysisJobs()).map(({ urgency }) => urgency)).toEqual(['wanted', undefined, undefined]);
});

test('what has failed is not begun again by a new wish, only when somebody asks for it', async () => {
  await queueAnalysis('a');
  await changeAnalysisJob('a', (job) => ({ ...job, state: 'failed', attempts: 3, error: 'analysis.failed' }));
  await queueAnalysis('a', 'wanted');
  expect(await listAnalysisJobs()).toMatchObject([{ state: 'failed', attempts: 3 }]);
  await retryAnalysis('a');
  expect(await listAnalysisJobs()).toMatchObject([{ state: 'queued', attempts: 0, urgency: 'wanted' }]);
});

test('outdated is what no answer of this version exists for, once each, and what no wish stands for', async () => {
  const none = ANALYSER_VERSION - 1;
  const tx = (await openDb()).transaction('analyses', 'readwrite');
  for (let i = 0; i < 1100; i++) void tx.store.put({ blobHash: `old-${1000 + i}`, version: none } as StoredAnalysis);
  await tx.done;
  await answer('both', none);
  await answer('both', ANALYSER_VERSION);
  await answer('twice', 0);
  await answer('twice', none);
  await answer('waits', none);
  await queueAnalysis('waits');
  const found: string[] = [];
  for await (const hash of outdatedAnalyses()) found.push(hash);
  expect(found).toHaveLength(1101);
  expect(new Set(found).size).toBe(1101);
  expect(found.filter((hash) => !hash.startsWith('old-'))).toEqual(['twice']);
});
