import { expect, test } from 'vitest';
import { createKernels } from '#wasm/load.ts';
import { Stft } from '#wasm/spectrum/stft.ts';
import { kernelModules } from './kernels.ts';

test('kernels load by their address; each set has its own memory', async () => {
  const modules = await kernelModules();
  const [one, other] = [createKernels(modules), createKernels(modules)];
  expect(one.memory.memory).not.toBe(other.memory.memory);
  const tone = Float32Array.from({ length: 4096 }, (_, i) => Math.sin((2 * Math.PI * 32 * i) / 1024));
  const stft = new Stft(one.spectrum, one.memory, { length: 1024, hop: 512, maxSamples: 4096 });
  const frames = stft.push(one.memory.allocFloats(tone), tone.length);
  expect(frames).toBe(8);
  const bins = one.memory.floats(stft.output + 3 * stft.stride, stft.bins);
  expect(bins.indexOf(Math.max(...bins))).toBe(32);
  expect(bins[32]).toBeCloseTo(256, 1);
});
