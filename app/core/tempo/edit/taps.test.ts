import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTap, tempoOfTaps } from './taps.ts';

const tapped = (...times: number[]) => tempoOfTaps(times.reduce<readonly number[]>(addTap, []));

test('four taps say a tempo, fewer do not', () => {
  expect(tapped(1, 1.5, 2)).toBeNull();
  expect(tapped(1, 1.5, 2, 2.5)?.bpm).toBeCloseTo(120, 9);
  expect(tapped(1, 1.5, 2, 2.5)?.atSec).toBeCloseTo(1, 9);
});

test('a hand that shakes by 20 ms says the tempo within 1 %, and the phase within 20 ms', () => {
  const slips = fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(slips, fc.double({ min: 70, max: 180, noNaN: true }), (slip, bpm) => {
      const period = 60 / bpm;
      const found = tapped(...slip.map((by, i) => 10 + i * period + by));
      expect(Math.abs((found?.bpm ?? 0) / bpm - 1)).toBeLessThan(0.01);
      expect(Math.abs((found?.atSec ?? 0) - 10)).toBeLessThan(0.02 + 1e-9);
    }),
  );
});

test('a missed tap and one beside the beat change nothing', () => {
  const beats = [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12].map((beat) => beat * 0.5);
  expect(tapped(...beats)?.bpm).toBeCloseTo(120, 6);
  expect(tapped(...beats.map((at, i) => (i === 6 ? at + 0.2 : at)))?.bpm).toBeCloseTo(120, 6);
});

test('after a pause, and when the clock goes back, tapping begins anew', () => {
  expect(tapped(1, 1.5, 2, 2.5, 9, 9.4, 9.8)).toBeNull();
  expect(addTap([5, 6], 5.5)).toEqual([5.5]);
});
