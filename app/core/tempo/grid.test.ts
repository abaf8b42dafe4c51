import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitGrid } from './grid.ts';

const grid = (bpm: number, offset: number, count: number) =>
  Array.from({ length: count }, (_, i) => offset + (i * 60) / bpm);

const tempo = fc.double({ min: 60, max: 200, noNaN: true });

test('beats that jitter by 10 ms give the tempo within 0.01 BPM and the phase within 5 ms', () => {
  const jitter = fc.array(fc.double({ min: -0.01, max: 0.01, noNaN: true }), { minLength: 400, maxLength: 400 });
  fc.assert(
    fc.property(tempo, fc.double({ min: 0, max: 0.2, noNaN: true }), jitter, (bpm, offset, noise) => {
      const fitted = fitGrid(grid(bpm, offset, 400).map((time, i) => time + (noise[i] ?? 0)));
      expect(Math.abs((fitted?.bpm ?? 0) - bpm)).toBeLessThan(0.01);
      const period = 60 / bpm;
      const phase = Math.abs((fitted?.offsetSec ?? 0) - offset) % period;
      expect(Math.min(phase, period - phase)).toBeLessThan(0.005);
    }),
  );
});

test('missed, doubled and stray beats do not move the grid', () => {
  const missing = fc.uniqueArray(fc.integer({ min: 10, max: 190 }), { maxLength: 20 });
  fc.assert(
    fc.property(tempo, missing, (bpm, gone) => {
      const beats = grid(bpm, 0.5, 200).filter((_, i) => !gone.includes(i));
      const stray = [...beats, (beats[50] ?? 0) + 20 / bpm].toSorted((a, b) => a - b);
      expect(Math.abs((fitGrid(stray)?.bpm ?? 0) - bpm)).toBeLessThan(0.01);
    }),
  );
});

test('a tracker that goes over to the off-beat for a while does not move the grid', () => {
  const change = fc.tuple(fc.integer({ min: 20, max: 150 }), fc.integer({ min: 10, max: 80 }));
  fc.assert(
    fc.property(tempo, change, (bpm, [from, length]) => {
      const half = 30 / bpm;
      const beats = grid(bpm, 0.3, 240).map((time, i) => (i >= from && i < from + length ? time + half : time));
      const fitted = fitGrid(beats);
      expect(Math.abs((fitted?.bpm ?? 0) - bpm)).toBeLessThan(0.01);
      const beatsFrom = ((fitted?.offsetSec ?? 9) - 0.3) / (60 / bpm);
      expect(Math.abs(beatsFrom - Math.round(beatsFrom))).toBeLessThan(0.02);
    }),
  );
});

test('a tracker whose clock is coarse still gives an exact tempo', () => {
  // Essentia's beats lie on frames of 512 samples.
  const frame = 512 / 44_100;
  fc.assert(
    fc.property(tempo, (bpm) => {
      const beats = grid(bpm, 0.1, 300).map((time) => Math.round(time / frame) * frame);
      expect(Math.abs((fitGrid(beats)?.bpm ?? 0) - bpm)).toBeLessThan(0.02);
    }),
  );
});

test('the offset is the first beat of the grid at or after the start', () => {
  const fitted = fitGrid(grid(120, 7.25, 50));
  expect(fitted?.offsetSec).toBeCloseTo(0.25, 6);
  expect(fitted?.fit).toBe(1);
});

test('too little or nonsense has no grid', () => {
  expect(fitGrid([])).toBeNull();
  expect(fitGrid([1, 2, 3])).toBeNull();
  expect(fitGrid([1, 1, 1, 1, 1])).toBeNull();
  expect(fitGrid([Number.NaN, Number.NaN, 1, 2, 3])).toBeNull();
});
