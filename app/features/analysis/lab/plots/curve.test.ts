import { describe, expect, test } from 'vitest';
import { machineSays } from '#core/analysis/correction/correction.test.support.ts';
import { areaPath, axisTimes, curvePath, extremes, secondsAsPoints, valueAt } from './curve.ts';
import { gridTempo, inRange, tempoRange, trackedTempo } from './tempo-curve.ts';

const frame = { durationSec: 4, low: 0, high: 1 };

test('values of seconds stand at their middle; of hours there are no more than fit', () => {
  expect(secondsAsPoints(Float32Array.of(0, 1))).toEqual([
    [0.5, 0],
    [1.5, 1],
  ]);
  const long = secondsAsPoints(Float32Array.from({ length: 10_800 }, (_, i) => i % 2));
  expect(long.length).toBeLessThanOrEqual(600);
  expect(long[0]?.[1]).toBeCloseTo(0.5, 1);
});

test('a path has its top at the highest value and is cut off at the edges', () => {
  const points = secondsAsPoints([0, 1, 2, -1]);
  expect(curvePath(points, frame)).toBe('M0.125 1L0.375 0L0.625 0L0.875 1');
  expect(areaPath(points, frame)).toBe('M0.125 1L0.375 0L0.625 0L0.875 1L0.875 1L0.125 1Z');
  expect([curvePath([], frame), areaPath([], frame)]).toEqual(['', '']);
});

test('a curve tells its value at a time and its extremes', () => {
  const points = secondsAsPoints([3, 1, 2]);
  expect([valueAt(points, 0), valueAt(points, 1.4), valueAt(points, 99), valueAt([], 1)]).toEqual([3, 1, 2, null]);
  expect(extremes(points)).toEqual({ low: [1.5, 1], high: [0.5, 3] });
  expect(extremes([])).toBeNull();
});

test('an axis has round times and few of them', () => {
  expect(axisTimes(4, 6)).toEqual([0, 1, 2, 3, 4]);
  expect(axisTimes(200, 6)).toEqual([0, 60, 120, 180]);
  for (const seconds of [0.5, 59, 600, 10_800, 90_000]) expect(axisTimes(seconds, 6).length).toBeLessThanOrEqual(14);
});

describe('tempo', () => {
  const beats = Float64Array.from({ length: 40 }, (_, i) => 0.5 * i);
  const { tempo } = machineSays({ bpm: 120, beats });

  test('of a grid is a step for each stretch, from the beginning to the end', () => {
    expect(gridTempo(tempo, 20)).toEqual([
      [0, 120],
      [20, 120],
    ]);
    const segments = [
      { timeSec: 1, bpm: 120, beat: 2 },
      { timeSec: 5, bpm: 60, beat: 10 },
    ];
    const changing = { ...tempo, grid: { segments, beatsPerBar: 4, downbeat: 0 } };
    expect(gridTempo(changing, 20)).toEqual([
      [0, 120],
      [5, 120],
      [5, 60],
      [20, 60],
    ]);
    expect(gridTempo({ ...tempo, grid: null }, 20)).toEqual([]);
  });

  test('of tracked beats is shown where it is the same level', () => {
    const tracked = trackedTempo(tempo);
    expect(tracked.every(([, bpm]) => Math.abs(bpm - 120) < 1e-6)).toBe(true);
    expect(inRange(tracked, tempoRange(gridTempo(tempo, 20)))).toBe(tracked);
    expect(inRange(tracked, tempoRange([[0, 240]]))).toEqual([]);
  });
});
