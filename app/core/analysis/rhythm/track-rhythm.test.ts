import { expect, test } from 'vitest';
import { beatsBetween, firstBeatFrom, isDownbeat } from '#core/tempo/beat-grid.ts';
import { band, steady } from '#tests/support/band.ts';
import { noise } from '#tests/support/noise.ts';
import { RhythmFrontEnd } from './front-end.ts';
import { trackRhythm } from './track-rhythm.ts';

const RATE = 22_050;

function track(samples: Float32Array) {
  const frontEnd = new RhythmFrontEnd(RATE);
  frontEnd.push(samples);
  return trackRhythm(frontEnd.finish());
}

test.each([92.37, 120, 127.98, 174])('a band at %d BPM: tempo, beats and bars', (bpm) => {
  const beats = steady(bpm, 64);
  const result = track(band(RATE, beats, 0.3 + (64 * 60) / bpm));
  expect(Math.abs((result.bpm ?? 0) - bpm)).toBeLessThan(0.02);
  expect(result.isConstant).toBe(true);
  expect(result.grid?.segments).toHaveLength(1);
  const times = [...beatsBetween(result.grid!, 0.2, 10)];
  times.forEach((time, i) => expect(Math.abs(time - beats[i]!)).toBeLessThan(0.015));
  expect(result.grid).toMatchObject({ beatsPerBar: 4 });
  const first = times.findIndex((_, i) => isDownbeat(result.grid!, firstBeatFrom(result.grid!, 0.2) + i));
  expect(first % 4).toBe(0);
  expect(result.candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-9);
  expect(result.candidates[0]?.bpm).toBe(result.bpm);
});

test('gain and polarity do not change the tempo; what is later has later beats', () => {
  const samples = band(RATE, steady(118.5, 48), 25);
  const base = track(samples);
  for (const other of [samples.map((x) => -x), samples.map((x) => x / 50)]) {
    expect(Math.abs((track(other).bpm ?? 0) - (base.bpm ?? 0))).toBeLessThan(0.01);
  }
  const late = new Float32Array(samples.length + 3 * RATE);
  late.set(samples, 3 * RATE);
  const moved = track(late);
  expect(Math.abs((moved.bpm ?? 0) - (base.bpm ?? 0))).toBeLessThan(0.01);
  const [a, b] = [base, moved].map(({ grid }, i) => beatsBetween(grid!, 5 + 3 * i, 15 + 3 * i));
  expect(a).toHaveLength(b!.length);
  a!.forEach((time, i) => expect(Math.abs(b![i]! - time - 3)).toBeLessThan(0.005));
});

test('a tempo that changes gives several segments that follow it', () => {
  const beats = [0.5];
  for (let i = 0; i < 80; i++) beats.push(beats.at(-1)! + 60 / (i < 40 ? 112 : 124));
  const result = track(band(RATE, beats, beats.at(-1)! + 0.5));
  expect(result.isConstant).toBe(false);
  expect(result.grid?.segments.length).toBeGreaterThan(1);
  const found = [...beatsBetween(result.grid!, 0.3, beats.at(-1)! + 0.2)];
  const hits = beats.filter((time) => found.some((other) => Math.abs(other - time) < 0.02));
  expect(hits.length).toBeGreaterThan(0.97 * beats.length);
  expect(result.grid!.segments.some(({ timeSec }) => Math.abs(timeSec - beats[40]!) < 0.03)).toBe(true);
});

const seconds = (count: number, sample: (time: number) => number) =>
  Float32Array.from({ length: count * RATE }, (_, i) => sample(i / RATE));

test.each([
  ['silence', new Float32Array(10 * RATE)],
  ['white noise', noise(20 * RATE, 3)],
  ['a tone', seconds(20, (time) => 0.5 * Math.sin(2 * Math.PI * 440 * time))],
  ['one click', seconds(20, (time) => (Math.abs(time - 4) < 0.005 ? 0.8 : 0))],
  ['a click every 10 s', seconds(45, (time) => (time % 10 < 0.005 ? 0.8 : 0))],
  ['one second', band(RATE, steady(120, 2), 1)],
  ['nothing', new Float32Array()],
  ['what is no number', new Float32Array(5 * RATE).fill(Number.NaN)],
])('%s has no beat', (_, samples) => {
  const result = track(samples);
  expect(result).toMatchObject({ bpm: null, grid: null, candidates: [] });
  expect(result.beats).toHaveLength(0);
  expect(result.confidence).toBeGreaterThan(0.5);
});
