import { beforeEach, expect, test } from 'vitest';
import { machineSays } from '#core/analysis/correction/correction.test.support.ts';
import { unsure } from '#core/analysis/correction/effective.ts';
import { nextSteps } from '#core/analysis/correction/history.ts';
import { allInForce, getAnalysis, getMachineAnalysis, putAnalysis } from '../analysis/analyses.ts';
import { openDb } from '../db/open.ts';
import { onStorageEvent } from '../events.ts';
import { binTracks, purgeTracks } from '../library/tracks.ts';
import { correctTrack, lockGrid, putAway, redoCorrection, undoCorrection } from './correct.ts';
import { getCorrections, listCorrections } from './corrections.ts';
import { forgetPrior, getPrior } from './prior.ts';

const found = machineSays();
const double = { kind: 'scale', ratio: 2 } as const;
const cMajor = { kind: 'key', key: { tonic: 0, mode: 'major' } } as const;

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
  await forgetPrior(0);
  await putAnalysis(found);
});

test('a correction is in force for all who read, and the answer of the analyser stays as it was', async () => {
  const heard: string[] = [];
  const stop = onStorageEvent((event) => event.type === 'corrections' && heard.push(event.blobHash));
  await correctTrack('aa', double, cMajor);
  stop();
  expect(heard).toEqual(['aa']);
  expect(await getAnalysis('aa')).toMatchObject({
    tempo: { bpm: 174 },
    key: { tonic: 0 },
    origin: { tempo: 'person' },
  });
  expect((await allInForce())(found)).toEqual(await getAnalysis('aa'));
  expect(await getMachineAnalysis('aa')).toEqual(found);
});

test('a newer analyser never overwrites it', async () => {
  await correctTrack('aa', double);
  await putAnalysis({ ...machineSays({ bpm: 128 }, { tonic: 4 }), blobHash: 'aa' });
  expect(await getAnalysis('aa')).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 4 } });
});

test('undo and redo are there after the page is gone', async () => {
  await correctTrack('aa', double, { kind: 'shift', bySec: 0.02 }, cMajor);
  await undoCorrection('aa');
  // A page that is loaded anew knows only the row.
  expect(nextSteps(await getCorrections('aa'))).toMatchObject({ undo: { kind: 'shift' }, redo: cMajor });
  await undoCorrection('aa');
  expect(await getAnalysis('aa')).toMatchObject({ tempo: { bpm: 174 }, key: { tonic: 9 } });
  await undoCorrection('aa');
  expect(await getAnalysis('aa')).toMatchObject({ tempo: found.tempo, origin: { tempo: 'machine' } });
  for (let i = 0; i < 3; i++) await redoCorrection('aa');
  expect((await getAnalysis('aa'))?.key.tonic).toBe(0);
});

test('edits at the same time all count', async () => {
  await Promise.all([1, 2, 3].map((ms) => correctTrack('aa', { kind: 'shift', bySec: ms / 1000 })));
  const grid = (await getAnalysis('aa'))?.tempo.grid;
  expect(grid?.segments[0]?.timeSec).toBeCloseTo(0.106, 9);
});

test('the lock holds the grid, and what changes nothing writes nothing', async () => {
  await lockGrid('aa', true);
  const before = await getCorrections('aa');
  await correctTrack('aa', double);
  expect(await getCorrections('aa')).toEqual(before);
  await putAnalysis({ ...machineSays({ bpm: 128 }), blobHash: 'aa' });
  expect((await getAnalysis('aa'))?.tempo.bpm).toBe(87);
});

test('a question that was answered or put away is not asked again', async () => {
  expect((await getCorrections('aa')).asked).toEqual({ tempo: false, key: false });
  await putAway('aa', 'key');
  await correctTrack('aa', { kind: 'confirm' });
  expect((await getCorrections('aa')).asked).toEqual({ tempo: true, key: true });
  const shown = await getAnalysis('aa');
  expect(shown && unsure(shown)).toEqual({ tempo: false, key: true });
});

test('corrections of other tracks teach what a doubtful answer means, until that is forgotten', async () => {
  for (const blobHash of ['b1', 'b2', 'b3', 'b4']) {
    await putAnalysis({ ...found, blobHash });
    await correctTrack(blobHash, double);
  }
  expect((await getPrior()).tempo).toHaveLength(4);
  expect(await getAnalysis('aa')).toMatchObject({ tempo: { bpm: 174 }, origin: { tempo: 'prior' } });
  await forgetPrior();
  expect(await getAnalysis('aa')).toMatchObject({ tempo: { bpm: 87 }, origin: { tempo: 'machine' } });
  expect((await getAnalysis('b1'))?.tempo.bpm).toBe(174);
});

test('what was said about a track goes with it', async () => {
  await (await openDb()).put('tracks', { id: 'a', blobHash: 'aa', deletedAt: null, title: 'A' } as never);
  await correctTrack('aa', double);
  await binTracks(['a']);
  expect(await listCorrections()).toHaveLength(1);
  await purgeTracks(['a']);
  expect(await listCorrections()).toEqual([]);
});

test('nothing can be said about what was not analysed', async () => {
  await expect(correctTrack('unknown', double)).rejects.toMatchObject({ code: 'analysis.failed' });
});
