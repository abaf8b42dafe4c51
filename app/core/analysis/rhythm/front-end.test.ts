import { expect, test } from 'vitest';
import { ONSET_BANDS, TONE_SIZE, type RhythmFeatures } from './features.ts';
import { makeFilterBank } from './filter-bank.ts';
import { RhythmFrontEnd } from './front-end.ts';

const RATE = 44_100;

function features(samples: Float32Array, rate = RATE, block = 4096): RhythmFeatures {
  const frontEnd = new RhythmFrontEnd(rate);
  for (let at = 0; at < samples.length; at += block) frontEnd.push(samples.subarray(at, at + block));
  return frontEnd.finish();
}

const render = (seconds: number, rate: number, sample: (time: number) => number) =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => sample(i / rate));
const thuds = (time: number) => Math.exp(-((time + 0.25) % 0.5) * 40) * Math.sin(2 * Math.PI * 60 * time);

/** Sum of all bands for each frame. */
function strength({ frames, onsets }: RhythmFeatures): number[] {
  return Array.from({ length: frames }, (_, frame) =>
    onsets.subarray(frame * ONSET_BANDS, (frame + 1) * ONSET_BANDS).reduce((sum, x) => sum + x, 0),
  );
}

test.each([8000, 22_050, 44_100, 48_000, 96_000, 192_000])('at %d Hz a drum rises where it begins', (rate) => {
  const result = features(render(2, rate, thuds), rate);
  expect(result.frames).toBe(200);
  const curve = strength(result);
  const top = curve.indexOf(Math.max(...curve.slice(60, 90)), 60);
  expect(Math.abs(top - 75)).toBeLessThanOrEqual(2);
  expect(curve[top] ?? 0).toBeGreaterThan(20 * Math.max(...curve.slice(100, 115)));
});

test('block sizes and polarity do not change the answer, gain hardly', () => {
  const samples = render(3, RATE, thuds);
  const whole = features(samples, RATE, samples.length);
  expect(features(samples, RATE, 777)).toEqual(whole);
  expect(features(samples.map((x) => -x)).onsets).toEqual(whole.onsets);
  const quiet = strength(features(samples.map((x) => x * 0.02)));
  // The first rise out of silence is measured against silence, which has no gain.
  for (const [frame, value] of [...strength(whole).entries()].slice(60)) expect(quiet[frame]).toBeCloseTo(value, 1);
});

test('what is not finite is silence, and silence has no onsets', () => {
  const broken = render(1, RATE, () => 0)
    .fill(Number.NaN, 100, 200)
    .fill(Infinity, 300, 400);
  const { onsets, tones } = features(broken);
  expect(Math.max(...onsets)).toBe(0);
  expect(Math.max(...tones)).toBe(0);
  expect(features(new Float32Array())).toMatchObject({ frames: 0, durationSec: 0 });
});

test('a pitch has its place in the tones', () => {
  const { tones, frames } = features(render(1, RATE, (time) => 0.3 * Math.sin(2 * Math.PI * 880 * time)));
  expect(tones.length).toBe(Math.ceil(frames / 10) * TONE_SIZE);
  const row = [...tones.subarray(5 * TONE_SIZE, 5 * TONE_SIZE + 12)];
  expect(row.indexOf(Math.max(...row))).toBe(9);
});

test('filters cover every bin between the lowest and the highest with weights that sum to one', () => {
  const { bands, firstBin, weightAt, weights, length } = makeFilterBank(RATE);
  const sums = new Float32Array(length / 2);
  for (let band = 0; band < bands; band++) {
    const at = weightAt[band] ?? 0;
    for (let i = at; i < (weightAt[band + 1] ?? 0); i++) {
      const bin = (firstBin[band] ?? 0) + i - at;
      sums[bin] = (sums[bin] ?? 0) + (weights[i] ?? 0);
    }
  }
  for (const sum of sums.subarray(3, 680)) expect(sum).toBeCloseTo(1, 5);
});
