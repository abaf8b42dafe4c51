import { expect, test } from 'vitest';
import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { RhythmFrontEnd } from '#core/analysis/rhythm/front-end.ts';
import { expectGolden } from '#tests/support/golden.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { RhythmFrontEndKernel } from './rhythm-front-end.ts';

/** Noise that is struck twice a second, over a tone. */
function sample(rate: number, seconds: number): Float32Array {
  const hiss = noise(Math.round(rate * seconds), 5);
  return hiss.map((x, i) => {
    const time = i / rate;
    return 0.5 * x * Math.exp(-((time + 0.2) % 0.5) * 30) + 0.1 * Math.sin(2 * Math.PI * 330 * time);
  });
}

function kernel(samples: Float32Array, sampleRate: number, block: number): RhythmFeatures {
  const kernels = nodeKernels();
  const frontEnd = new RhythmFrontEndKernel(kernels, { sampleRate, maxSamples: block });
  const input = kernels.memory.alloc(4 * block);
  for (let at = 0; at < samples.length; at += block) {
    const part = samples.subarray(at, at + block);
    kernels.memory.floats(input, part.length).set(part);
    frontEnd.push(input, part.length);
  }
  return frontEnd.finish();
}

function reference(samples: Float32Array, sampleRate: number): RhythmFeatures {
  const frontEnd = new RhythmFrontEnd(sampleRate);
  frontEnd.push(samples);
  return frontEnd.finish();
}

const farthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - (b[i] ?? NaN))), 0);

test.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])('at %i Hz: equals the reference', (rate) => {
  const samples = sample(rate, 1.37);
  const [found, wanted] = [kernel(samples, rate, 4096), reference(samples, rate)];
  expect(found.frames).toBe(wanted.frames);
  expect(found.durationSec).toBe(wanted.durationSec);
  expect(found.onsets.length).toBe(wanted.onsets.length);
  expect(found.tones.length).toBe(wanted.tones.length);
  expect(farthest(found.onsets, wanted.onsets)).toBeLessThan(2e-4);
  expect(farthest(found.tones, wanted.tones)).toBeLessThan(2e-4);
});

test('cut in blocks of any size it is the same to the bit', () => {
  const samples = sample(44_100, 1.2);
  const whole = kernel(samples, 44_100, samples.length);
  for (const block of [64, 441, 5000]) expect(kernel(samples, 44_100, block)).toEqual(whole);
});

test('silence and nothing', () => {
  const silent = kernel(new Float32Array(44_100), 44_100, 4096);
  expect(Math.max(...silent.onsets, ...silent.tones)).toBe(0);
  expect(kernel(new Float32Array(), 44_100, 4096)).toMatchObject({ frames: 0, durationSec: 0 });
});

test('golden numbers', () => {
  const { onsets, tones } = kernel(sample(44_100, 0.8), 44_100, 4096);
  expectGolden('rhythm-onsets', onsets.subarray(0, 400), 1e-4);
  expectGolden('rhythm-tones', tones, 1e-4);
});
