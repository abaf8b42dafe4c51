import { expect, test } from 'vitest';
import { Resampler } from './resampler.ts';

const sine = (hz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

function resample(input: Float32Array, from: number, to: number, block: number): Float32Array {
  const resampler = new Resampler(from, to);
  const parts: Float32Array[] = [];
  for (let at = 0; at < input.length; at += block) parts.push(resampler.push(input.subarray(at, at + block)));
  parts.push(resampler.finish());
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

test.each([
  [48_000, 44_100],
  [22_050, 44_100],
  [96_000, 44_100],
  [44_100, 48_000],
  [192_000, 44_100],
  [8_000, 44_100],
  [47_999, 44_100],
])('%i to %i Hz: same length in time, same sine within -70 dB', (from, to) => {
  const output = resample(sine(1000, from, 0.5), from, to, 333);
  expect(Math.abs(output.length - to * 0.5)).toBeLessThanOrEqual(1);
  const expected = sine(1000, to, 0.5);
  let worst = 0;
  for (let i = 200; i < output.length - 200; i++)
    worst = Math.max(worst, Math.abs((output[i] ?? 0) - (expected[i] ?? 0)));
  expect(20 * Math.log10(worst)).toBeLessThan(-70);
});

test('what the lower rate cannot hold is gone by 60 dB', () => {
  const output = resample(sine(24_500, 96_000, 0.25), 96_000, 44_100, 4096);
  expect(Math.max(...output.slice(300, -300).map(Math.abs))).toBeLessThan(0.001);
});

test('how the stream is cut makes no difference', () => {
  const input = sine(3000, 48_000, 0.05);
  const whole = resample(input, 48_000, 44_100, 5000);
  const cut = resample(input, 48_000, 44_100, 1);
  expect(cut.length).toBe(whole.length);
  for (const [i, x] of cut.entries()) expect(Math.abs(x - (whole[i] ?? 0))).toBeLessThan(1e-6);
});
