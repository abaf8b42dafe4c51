import { expect, test } from 'vitest';
import type { Truth } from '../truth.ts';
import { summarise } from './summary.ts';
import { scoreTrack, type FullAnswer } from './track-score.ts';

const times = (count: number, period: number) => Array.from({ length: count }, (_, i) => i * period);
const truth: Truth = {
  name: 'one',
  style: 'house',
  durationSec: 60,
  bpm: 120,
  isConstant: true,
  beats: times(120, 0.5),
  downbeats: times(30, 2),
  key: { tonic: 0, mode: 'major' },
  sections: [
    { startSec: 0, endSec: 16, kind: 'intro' },
    { startSec: 16, endSec: 60, kind: 'drop' },
  ],
};
const right: FullAnswer = {
  bpm: 120,
  beats: times(120, 0.5),
  downbeats: times(30, 2),
  key: { tonic: 0, mode: 'major' },
  sections: truth.sections ?? [],
  integrated: -14,
  tempoConfidence: 1,
  keyConfidence: 1,
  cpuMs: 0,
};

test('all right is 1 everywhere and 0 off', () => {
  expect(summarise([scoreTrack(truth, right, -14)])).toEqual({
    ...{ tracks: 1, acc1: 1, acc2: 1, beatF: 1, downbeatF: 1, key: 1, sectionHit: 1, sectionKinds: 1 },
    ...{ gridBpmErrorMax: 0, loudnessErrorMax: 0, eceTempo: 0, eceKey: 0 },
  });
});

test('an octave off costs Acc1 alone; means and maxima run over tracks', () => {
  const half = { ...right, bpm: 60.005, beats: times(60, 1), tempoConfidence: 0.5 };
  const summary = summarise([scoreTrack(truth, right, -14), scoreTrack(truth, half, -14.3)]);
  expect(summary).toMatchObject({ acc1: 0.5, acc2: 1, eceTempo: 0.25 });
  expect(summary.gridBpmErrorMax).toBeCloseTo(0.01, 9);
  expect(summary.loudnessErrorMax).toBeCloseTo(0.3, 9);
});

test('what is not known and what is not answered is not scored', () => {
  expect(scoreTrack({ name: 'x', style: 'y', durationSec: 9 }, right)).toEqual({});
  expect(scoreTrack(truth, { cpuMs: 1 }, -14)).toEqual({});
  expect(summarise([])).toEqual({ tracks: 0 });
});

test('music without beat or key asks for no answer', () => {
  const still: Truth = { name: 'still', style: 'ambient', durationSec: 60, bpm: null, key: null };
  expect(scoreTrack(still, right)).toMatchObject({ noBeat: 0, noKey: 0 });
  expect(scoreTrack(still, { ...right, bpm: null, key: null })).toMatchObject({
    ...{ noBeat: 1, noKey: 1 },
    tempoClaim: { confidence: 1, isRight: true },
  });
  expect(scoreTrack(truth, { ...right, bpm: null, key: null, beats: [] })).toMatchObject({ acc1: 0, beatF: 0, key: 0 });
});

test('silence and a number are far apart', () => {
  expect(scoreTrack(truth, { ...right, integrated: null }, null).loudnessError).toBe(0);
  expect(scoreTrack(truth, { ...right, integrated: null }, -20).loudnessError).toBe(50);
});
