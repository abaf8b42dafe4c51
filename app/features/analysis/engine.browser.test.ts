import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANALYSER_VERSION, type Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { getAnalysis } from '#storage/analysis/analyses.ts';
import { changeAnalysisJob, getAnalysisJob as jobOf, listAnalysisJobs, queueAnalysis } from '#storage/analysis/jobs.ts';
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

/** A tab that works on the queue. `close` is the user closing it; `mayRenew` says whether it has time for old results. */
function openTab(mayRenew = () => true) {
  const shares: [BlobHash, number][] = [];
  const ended: BlobHash[] = [];
  const engine = new AnalysisEngine({
    progress: (hash, share) => void shares.push([hash, share]),
    ended: (hash) => void ended.push(hash),
    mayRenew,
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
const patient = { timeout: 100_000 };

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
  await changeAnalysisJob(hash, (job) => ({ ...job, state: 'running', attempts: 1 }));
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
  expect(await jobOf(gone)).toMatchObject({ state: 'failed', attempts: 3, error: 'storage.missing' });
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
  await changeAnalysisJob(hash, (job) => ({ ...job, state: 'running', attempts: 6 }));
  const tab = openTab();
  await expect.poll(() => tab.ended, patient).toEqual([hash]);
  expect(tab.shares).toEqual([]);
  expect(await jobOf(hash)).toMatchObject({ state: 'failed', error: 'analysis.failed' });
});

/** A result of each hash as a former analyser would have stored it. */
async function age(...hashes: BlobHash[]): Promise<void> {
  const db = await openDb();
  for (const hash of hashes) {
    const result = await getAnalysis(hash);
    if (!result) throw new Error('no result');
    await db.delete('analyses', [hash, result.version]);
    await db.put('analyses', { ...result, version: 0 });
  }
}

/** Adds tracks and has them analysed. */
async function addDone(...bpms: number[]): Promise<BlobHash[]> {
  const hashes: BlobHash[] = [];
  for (const bpm of bpms) hashes.push(await add(bpm));
  const tab = openTab();
  await expect.poll(() => tab.ended.length, patient).toBe(bpms.length);
  await tab.close();
  return hashes;
}

const versionOf = async (hash: BlobHash) => (await getAnalysis(hash))?.version;

test('results of an older analyser stay in use until they are computed anew in idle time, and no longer', async () => {
  const [old = '', current = ''] = await addDone(90, 100);
  await age(old);
  expect(await versionOf(old)).toBe(0);
  const tab = openTab();
  await expect.poll(() => versionOf(old), patient).toBe(ANALYSER_VERSION);
  await expect.poll(() => tab.ended).toEqual([old]);
  expect(tab.shares.map(([hash]) => hash)).not.toContain(current);
  expect(await (await openDb()).get('analyses', [old, 0])).toBeUndefined();
  expect(await listAnalysisJobs()).toEqual([]);
});

test('old results wait while the page is busy, and for what is new; what is open on a deck comes first of all', async () => {
  const [first = '', second = '', third = ''] = await addDone(90, 100, 110);
  await age(first, second, third);
  let isBusy = true;
  const tab = openTab(() => !isBusy);
  const fresh = [await add(120), await add(130)];
  await queueAnalysis(third, 'wanted');
  await expect.poll(() => tab.ended.length, patient).toBe(3);
  expect(tab.ended.toSorted()).toEqual([third, ...fresh].toSorted());
  expect([await versionOf(first), await versionOf(second)]).toEqual([0, 0]);
  isBusy = false;
  tab.engine.look();
  for (const hash of [first, second]) await expect.poll(() => versionOf(hash), patient).toBe(ANALYSER_VERSION);
});

test('an old result steps back for a new track, costs no attempt, and goes on after it and in the next tab', async () => {
  const [short = ''] = await addDone(90);
  await age(short);
  const long = await add(120, 60);
  const db = await openDb();
  await db.put('analyses', { ...((await getAnalysis(short)) as Analysis), blobHash: long });
  await db.delete('analyses', [short, 0]);
  await db.delete('analysisJobs', long);
  let mayRenew = true;
  const tab = openTab(() => mayRenew);
  await expect.poll(() => tab.shares.length, patient).toBeGreaterThan(0);
  mayRenew = false;
  tab.engine.look();
  await expect.poll(() => jobOf(long), patient).toMatchObject({ state: 'queued', attempts: 0, urgency: 'idle' });
  const fresh = await add(100);
  await expect.poll(() => isDone(fresh), patient).toBe(true);
  expect(await versionOf(long)).toBe(0);
  await tab.close();
  openTab();
  await expect.poll(() => versionOf(long), patient).toBe(ANALYSER_VERSION);
});
