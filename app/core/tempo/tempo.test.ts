import { expect, test } from 'vitest';
import { beatStrength, onsetStrength } from './onsets.ts';
import { tempoOf } from './tempo.ts';

const STRONG = 4;
const steady = (count: number) => Float64Array.from({ length: count }, (_, i) => 0.25 + i * 0.5);

test('a steady beat is sure, a few beats less so', () => {
  expect(tempoOf(steady(100), STRONG)).toMatchObject({ bpm: expect.closeTo(120, 3), confidence: 1 });
  expect(tempoOf(steady(6), STRONG).confidence).toBeLessThan(0.3);
});

test('beats without a common period have no tempo', () => {
  let time = 0;
  const wild = Float64Array.from({ length: 60 }, (_, i) => (time += 0.3 + 0.35 * Math.abs(Math.sin(i * i))));
  expect(tempoOf(wild, STRONG)).toMatchObject({ bpm: null, confidence: 0 });
  expect(tempoOf(new Float64Array(), 0)).toMatchObject({ bpm: null, confidence: 0 });
});

const RATE = 44_100;
const render = (sample: (time: number) => number) =>
  Float32Array.from({ length: 30 * RATE }, (_, i) => sample(i / RATE));

test('steady beats over a tone are no tempo, over drums they are', () => {
  const tone = onsetStrength(
    render((time) => Math.sin(2 * Math.PI * 440 * time)),
    RATE,
  );
  expect(tempoOf(steady(59), beatStrength(tone, steady(59))).bpm).toBeNull();
  const drums = render((time) => Math.exp(-((time + 0.25) % 0.5) * 30) * Math.sin(2 * Math.PI * 60 * time));
  const strength = beatStrength(onsetStrength(drums, RATE), steady(59));
  expect(strength).toBeGreaterThan(2);
  expect(tempoOf(steady(59), strength).bpm).toBeCloseTo(120, 3);
});

test('silence and nothing at all have no strength', () => {
  expect(beatStrength(onsetStrength(new Float32Array(RATE), RATE), [0.5])).toBe(0);
  expect(beatStrength(onsetStrength(new Float32Array(), RATE), [])).toBe(0);
});
