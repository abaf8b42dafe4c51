import { expect, test } from 'vitest';
import { beatF, matchF } from './beats.ts';
import { calibrationError } from './calibration.ts';
import { mirexScore, type Key } from './key.ts';
import { sectionHit, sectionKinds } from './sections.ts';
import { bpmError, isTempoRight, isTempoRightAtSomeLevel } from './tempo.ts';

test('a tempo counts within 4 %, at other levels for Acc2 alone', () => {
  expect([124.8, 115.2, 125, 115].map((bpm) => isTempoRight(bpm, 120))).toEqual([true, true, false, false]);
  expect([60, 240, 40, 360, 62.5, 180, 80].map((bpm) => isTempoRightAtSomeLevel(bpm, 120))).toEqual([
    ...[true, true, true, true],
    ...[false, false, false],
  ]);
  expect([isTempoRight(null, 120), isTempoRightAtSomeLevel(null, 120)]).toEqual([false, false]);
});

test('the error of a grid is in BPM of the true level', () => {
  expect(bpmError(120.01, 120)).toBeCloseTo(0.01, 9);
  expect(bpmError(60.01, 120)).toBeCloseTo(0.02, 9);
  expect(bpmError(240.02, 120)).toBeCloseTo(0.01, 9);
  expect([bpmError(90, 120), bpmError(null, 120)]).toEqual([null, null]);
});

const beats = Array.from({ length: 100 }, (_, i) => i / 2);

test('beats count within 70 ms from second 5 on, each once', () => {
  expect(beatF(beats, beats)).toBe(1);
  expect(
    beatF(
      beats,
      beats.map((time) => time + 0.069),
    ),
  ).toBe(1);
  expect(
    beatF(
      beats,
      beats.map((time) => time + 0.071),
    ),
  ).toBe(0);
  // Before second 5 anything goes.
  expect(
    beatF(
      beats,
      beats.filter((time) => time >= 5),
    ),
  ).toBe(1);
  const twice = beats.flatMap((time) => [time, time + 0.01]);
  expect(beatF(beats, twice)).toBeCloseTo(2 / 3, 9);
  expect(beatF(beats, [])).toBe(0);
  expect(beatF([], beats)).toBeNull();
});

test('half and double tempo keep their share', () => {
  const half = beats.filter((_, i) => i % 2 === 0);
  const double = Array.from({ length: 200 }, (_, i) => i / 4);
  expect(beatF(beats, half)).toBeCloseTo(2 / 3, 1);
  expect(beatF(beats, double)).toBeCloseTo(2 / 3, 1);
});

test('an early false alarm does not cost the match behind it', () => {
  expect(matchF([1], [0.5, 1], 0.07)).toBeCloseTo(2 / 3, 9);
  expect(matchF([1, 1.1], [1.05, 1.16], 0.07)).toBe(1);
});

test('the weights of the key task', () => {
  const key = (tonic: number, mode: Key['mode']): Key => ({ tonic, mode });
  const cMajor = key(0, 'major');
  const scores = [cMajor, key(7, 'major'), key(5, 'major'), key(9, 'minor'), key(0, 'minor'), key(2, 'major')];
  expect(scores.map((found) => mirexScore(cMajor, found))).toEqual([1, 0.5, 0.5, 0.3, 0.2, 0]);
  expect(mirexScore(key(9, 'minor'), cMajor)).toBe(0.3);
  expect(mirexScore(key(9, 'minor'), key(6, 'major'))).toBe(0);
  expect(mirexScore(cMajor, null)).toBe(0);
});

test('boundaries of sections count within two beats, the ends of the track do not', () => {
  const spans = (...starts: number[]) =>
    starts.map((startSec, i) => ({ startSec, endSec: starts[i + 1] ?? 60, kind: i % 2 ? 'drop' : 'intro' }) as const);
  expect(sectionHit(spans(0, 16, 32), spans(0, 17, 33.1), 120)).toBe(0.5);
  expect(sectionHit(spans(0, 16, 32), spans(0), 120)).toBe(0);
  expect(sectionHit(spans(0), spans(0, 10), 120)).toBeNull();
  expect(sectionKinds(spans(0, 30), spans(0, 30))).toBe(1);
  expect(sectionKinds(spans(0, 30), spans(0, 15))).toBe(0.75);
  expect(sectionKinds(spans(0, 30), [])).toBe(0);
});

test('calibration: claims that hold as often as they say cost nothing', () => {
  const claims = (confidence: number, right: number, all: number) =>
    Array.from({ length: all }, (_, i) => ({ confidence, isRight: i < right }));
  expect(calibrationError([...claims(0.75, 3, 4), ...claims(0.25, 1, 4)])).toBe(0);
  expect(calibrationError(claims(1, 3, 4))).toBe(0.25);
  expect(calibrationError([...claims(0.95, 0, 1), ...claims(0.05, 1, 1)])).toBeCloseTo(0.95, 9);
  expect(calibrationError([])).toBeNull();
});
