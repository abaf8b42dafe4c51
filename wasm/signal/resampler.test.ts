import { expect, test } from 'vitest';
import { expectGolden } from '#tests/support/golden.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { Resampler, resamplingFilter } from './resampler.ts';

function resample(input: Float32Array, from: number, to: number, block = 4096): Float32Array {
  const { signal, memory } = nodeKernels();
  const resampler = new Resampler(signal, memory, from, to, block);
  const at = memory.alloc(4 * block);
  const parts: number[] = [];
  for (let start = 0; start < input.length; start += block) {
    const part = input.subarray(start, start + block);
    memory.floats(at, part.length).set(part);
    parts.push(...memory.floats(resampler.output, resampler.push(at, part.length)));
  }
  parts.push(...memory.floats(resampler.output, resampler.finish()));
  return Float32Array.from(parts);
}

/** The sum over all input samples, for one output sample. */
function slowSample(input: Float32Array, from: number, to: number, index: number): number {
  const filter = resamplingFilter(from, to);
  const place = (index * from) / to;
  let sum = 0;
  let weights = 0;
  for (let i = Math.ceil(place - filter.half); i <= place + filter.half; i++) {
    sum += filter.at(place - i) * (input[i] ?? 0);
    weights += filter.at(place - i);
  }
  return sum / weights;
}

const sine = (hz: number, rate: number, length: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));
const decibels = (ratio: number) => 20 * Math.log10(ratio);
const rms = (values: Float32Array) => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

const rates = [4000, 8000, 11_025, 22_050, 32_000, 47_999, 48_000, 88_200, 96_000, 192_000, 384_000];

test.each(rates)('%i Hz: equals the definition', (rate) => {
  const input = noise(Math.min(8000, rate));
  const output = resample(input, rate, 44_100, 1777);
  expect(output.length).toBe(Math.ceil((input.length * 44_100) / rate));
  for (let i = 0; i < output.length; i += 13) {
    expect(Math.abs((output[i] ?? NaN) - slowSample(input, rate, 44_100, i))).toBeLessThan(5e-6);
  }
});

test.each(rates)('%i Hz: a sine stays itself, within -90 dB', (rate) => {
  const hz = Math.min(rate, 44_100) * 0.4;
  const output = resample(sine(hz, rate, Math.round(rate / 5)), rate, 44_100);
  const expected = sine(hz, 44_100, output.length);
  const margin = Math.ceil((50 * 44_100) / Math.min(rate, 44_100)) + 10;
  const error = output.map((x, i) => x - (expected[i] ?? 0)).subarray(margin, -margin);
  expect(decibels(rms(error) / rms(expected))).toBeLessThan(-90);
});

test.each([47_999, 48_000, 96_000, 192_000, 384_000])('%i Hz: what the lower rate cannot hold is gone', (rate) => {
  for (const hz of [22_050, 23_000, 0.49 * rate].filter((one) => one < rate / 2)) {
    const output = resample(sine(hz, rate, Math.round(rate / 5)), rate, 44_100).subarray(100, -100);
    expect(decibels(rms(output) / Math.SQRT1_2)).toBeLessThan(-90);
  }
});

test('how the stream is cut makes no difference, and the end is not lost', () => {
  const input = noise(5000);
  const whole = resample(input, 48_000, 44_100, 5000);
  expect(resample(input, 48_000, 44_100, 1)).toEqual(whole);
  expect(resample(input, 48_000, 44_100, 777)).toEqual(whole);
  expect(resample(new Float32Array(), 48_000, 44_100).length).toBe(0);
  expect(resample(Float32Array.of(1), 8000, 44_100).length).toBe(6);
});

test('golden: noise from 48 to 44.1 kHz', () => {
  expectGolden('resample', resample(noise(300), 48_000, 44_100), 1e-6);
});
