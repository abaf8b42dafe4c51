import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANALYSER_VERSION, type AnalysisJob } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import {
  getAnalysis,
  getAnalysisJob as jobOf,
  listAnalysisJobs,
  putAnalysisJob,
  queueAnalysis,
  queueOutdatedAnalyses,
} from '#storage/analysis/analyses.ts';
import { deleteBlob, putBlob } from '#storage/blobs/blobs.ts';
import { openDb } from '#storage/db/open.ts';
import { importFile } from '#workers/import/client.ts';
import { musicWav, noProgress } from '#workers/import/import.test.support.ts';
import { AnalysisEngine } from './engine.ts';

const running: { readonly stop: AbortController; readonly stopped: Promise<void> }[] = [];

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});
afterEach(async () => {
  for (const { stop } of running) stop.abort();
  await Promise.all(running.splice(0).map(({ stopped }) => stopped));
});

/** A tab that works on the queue; `closed` is the user closing it. */
function openTab() {
  const shares: [BlobHash, number][] = [];
  const ended: BlobHash[] = [];
  const engine = new AnalysisEngine({
    progress: (hash, share) => void shares.push([hash, share]),
    ended: (hash) => void ended.push(hash),
  });
  const stop = new AbortController();
  const stopped = engine.run(stop.signal);
  running.push({ stop, stopped });
  const close = async () => {
    stop.abort();
    await stopped;
  };
  return { engine, shares, ended, close };
}

const add = async (bpm: number, seconds = 4) =>
  (await importFile(musicWav({ bpm, seconds }), noProgress)).track.blobHash;
const isDone = async (hash: BlobHash) => (await getAnalysis(hash)) !== undefined;
const patient = { timeout: 20_000 };

test('works off what waits and what comes later, oldest first, with progress', async () => {
  const before = [await add(90), await add(100)];
  const tab = openTab();
  await expect.poll(() => tab.ended.length, patient).toBe(2);
  const later = await add(110);
  await expect.poll(() => isDone(later), patient).toBe(true);
  await expect.poll(() => tab.ended.toSorted()).toEqual([...before, later].toSorted());
  expect(await listAnalysisJobs()).toEqual([]);
  for (const hash of [...before, later]) {
    expect(tab.shares.filter(([one]) => one === hash).length).toBeGreaterThan(3);
  }
});

test('what a killed tab left running is begun again', async () => {
  const hash = await add(120);
  await putAnalysisJob({ ...((await jobOf(hash)) as AnalysisJob), state: 'running', attempts: 1 });
  openTab();
  await expect.poll(() => isDone(hash), patient).toBe(true);
  expect(await jobOf(hash)).toBeUndefined();
});

test('a tab that closes in the middle costs no attempt, and the next tab finishes the work', async () => {
  const hash = await add(120, 60);
  const first = openTab();
  await expect.poll(() => first.shares.length, patient).toBeGreaterThan(0);
  const second = openTab();
  await first.close();
  expect(second.shares).toEqual([]);
  await expect.poll(() => isDone(hash), patient).toBe(true);
  expect(second.shares.length).toBeGreaterThan(0);
});

test('while one tab works the other waits', async () => {
  const hashes = [await add(90), await add(100), await add(110)];
  const tabs = [openTab(), openTab()];
  for (const hash of hashes) await expect.poll(() => isDone(hash), patient).toBe(true);
  expect(tabs.filter(({ shares }) => shares.length > 0)).toHaveLength(1);
});

test('a cancelled job leaves the queue, whether it runs or waits, and may be asked for again', async () => {
  const [long, waiting] = [await add(120, 120), await add(100, 120)];
  const tab = openTab();
  await expect.poll(() => tab.shares.length, patient).toBeGreaterThan(0);
  await Promise.all([tab.engine.cancel(long), tab.engine.cancel(waiting)]);
  expect(await listAnalysisJobs()).toEqual([]);
  expect([await isDone(long), await isDone(waiting)]).toEqual([false, false]);
  await queueAnalysis(waiting);
  await expect.poll(() => isDone(waiting), patient).toBe(true);
  expect(await isDone(long)).toBe(false);
});

test('a failure is tried three times, then said; the others go on', async () => {
  const [gone, good] = [await add(90), await add(100)];
  await deleteBlob(gone);
  const tab = openTab();
  await expect.poll(() => tab.ended.length, patient).toBe(2);
  expect(await isDone(good)).toBe(true);
  expect(await jobOf(gone)).toMatchObject({ state: 'failed', attempts: 3, error: 'storage.corrupt' });
});

test('what cannot be decoded is tried once', async () => {
  const { hash } = await putBlob(new Blob(['RIFF\x24\0\0\0WAVEfmt and then nothing of the kind']));
  await queueAnalysis(hash);
  const tab = openTab();
  await expect.poll(() => tab.ended, patient).toEqual([hash]);
  expect(await jobOf(hash)).toMatchObject({ state: 'failed', attempts: 1, error: 'import.corrupt' });
});

test('what was begun six times without an answer is not begun again by itself', async () => {
  const hash = await add(120);
  await putAnalysisJob({ ...((await jobOf(hash)) as AnalysisJob), state: 'running', attempts: 6 });
  const tab = openTab();
  await expect.poll(() => tab.ended, patient).toEqual([hash]);
  expect(tab.shares).toEqual([]);
  expect(await jobOf(hash)).toMatchObject({ state: 'failed', error: 'analysis.failed' });
});

test('results of an older analyser are asked for again and replaced', async () => {
  const [old, current] = [await add(90), await add(100)];
  const tab = openTab();
  await expect.poll(() => tab.ended.length, patient).toBe(2);
  const db = await openDb();
  const result = await getAnalysis(old);
  if (!result) throw new Error('no result');
  await db.delete('analyses', [old, result.version]);
  await db.put('analyses', { ...result, version: 0 });
  // The older answer is in use until the newer one is there.
  expect((await getAnalysis(old))?.version).toBe(0);
  await queueOutdatedAnalyses();
  expect(await jobOf(current)).toBeUndefined();
  await expect.poll(async () => (await getAnalysis(old))?.version, patient).toBe(ANALYSER_VERSION);
  expect(await db.get('analyses', [old, 0])).toBeUndefined();
});
