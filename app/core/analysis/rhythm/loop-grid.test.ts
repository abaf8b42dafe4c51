import { expect, test } from 'vitest';
import { band, steady } from '#tests/support/band.ts';
import { RhythmFrontEnd } from './front-end.ts';
import { trackRhythm } from './track-rhythm.ts';

/** A loop of a band, made longer or shorter by some seconds at its ends. */
function loop(bpm: number, bars: number, rate: number, { before = 0, after = 0 } = {}) {
  const beats = steady(bpm, 4 * bars + 4, 0);
  const seconds = (4 * bars * 60) / bpm;
  const samples = band(rate, beats, seconds);
  const whole = new Float32Array(samples.length + Math.round((before + after) * rate));
  whole.set(after < 0 ? samples.subarray(0, whole.length) : samples, Math.round(before * rate));
  const frontEnd = new RhythmFrontEnd(rate);
  frontEnd.push(whole);
  return trackRhythm(frontEnd.finish());
}

/** Distance from the tempo, its half and its double. */
const off = (found: number | null, bpm: number) =>
  Math.min(...[1, 2, 0.5].map((level) => Math.abs((found ?? 0) / level - bpm)));

test.each([
  [97.5, 2, 44_100],
  [93.27, 1, 48_000],
  [93.27, 4, 44_100],
  [127.634, 2, 44_100],
  [128, 8, 48_000],
  [140.6, 4, 22_050],
])('the grid of a loop at %d BPM, %d bars long to the sample at %d Hz', (bpm, bars, rate) => {
  expect(off(loop(bpm, bars, rate).bpm, bpm)).toBeLessThan(0.01);
});

test.each([
  ['rings out', { after: 0.7 }],
  ['begins late', { before: 0.43 }],
  ['is padded by a codec', { before: 0.025, after: 0.021 }],
  ['lacks its last ms', { after: -0.001 }],
])('the grid of a loop at 118 BPM that %s', (_, ends) => {
  for (const bars of [2, 4]) expect(off(loop(118, bars, 44_100, ends).bpm, 118)).toBeLessThan(0.01);
});
