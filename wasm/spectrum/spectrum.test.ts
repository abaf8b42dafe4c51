import { expect, test } from 'vitest';
import { expectGolden } from '#tests/support/golden.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { createFftPlan, hann } from './spectrum.ts';
import { Stft } from './stft.ts';

/** One bin of the definition of the transform; the angle is kept small so that it stays exact. */
function slowBin(samples: ArrayLike<number>, bin: number): [re: number, im: number] {
  const length = samples.length;
  let re = 0;
  let im = 0;
  for (let i = 0; i < length; i++) {
    const angle = (2 * Math.PI * ((bin * i) % length)) / length;
    re += (samples[i] as number) * Math.cos(angle);
    im -= (samples[i] as number) * Math.sin(angle);
  }
  return [re, im];
}

test.each([64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384])('%i samples: equals the definition', (n) => {
  const { spectrum, memory } = nodeKernels();
  const plan = createFftPlan(spectrum, memory, n);
  const window = hann(n);
  const samples = noise(n, n);
  const input = memory.allocFloats(samples);
  spectrum.realSpectrum(plan, input, memory.allocFloats(window));
  const re = memory.floats(spectrum.spectrumRe(), n / 2 + 1);
  const im = memory.floats(spectrum.spectrumIm(), n / 2 + 1);
  const windowed = Float64Array.from(samples, (x, i) => x * (window[i] ?? 0));
  const step = Math.max(1, n / 256);
  const bins = [0, 1, 2, 3, 4, 5, n / 4, n / 2 - 1, n / 2];
  for (let bin = 0; bin < n / 2; bin += step) bins.push(bin + (bin % 7 < step ? 1 : 0));
  // Rounding grows with the square root of the length, as the bins of noise do.
  const allowed = 1e-6 * Math.sqrt(n);
  for (const bin of bins) {
    const [slowRe, slowIm] = slowBin(windowed, bin);
    expect(Math.abs((re[bin] ?? NaN) - slowRe)).toBeLessThan(allowed);
    expect(Math.abs((im[bin] ?? NaN) - slowIm)).toBeLessThan(allowed);
  }
});

test.each([0, 63, 96])('a length of %i is refused', (n) => {
  const { spectrum, memory } = nodeKernels();
  expect(() => createFftPlan(spectrum, memory, n)).toThrow(RangeError);
});

interface Cut {
  readonly length: number;
  readonly hop: number;
  readonly block: number;
  readonly isPower?: boolean;
}

/** The bins of all frames of a stream that comes in blocks. */
function stft(samples: Float32Array, { length, hop, block, isPower = false }: Cut): Float32Array[] {
  const { spectrum, memory } = nodeKernels();
  const stream = new Stft(spectrum, memory, { length, hop, isPower, maxSamples: block });
  const at = memory.alloc(4 * block);
  const frames: Float32Array[] = [];
  const take = (count: number) => {
    for (let i = 0; i < count; i++) frames.push(memory.floats(stream.output + i * stream.stride, stream.bins).slice());
  };
  for (let from = 0; from < samples.length; from += block) {
    const part = samples.subarray(from, from + block);
    memory.floats(at, part.length).set(part);
    take(stream.push(at, part.length));
  }
  take(stream.finish());
  return frames;
}

/** Frame `index` by the definition. */
function slowFrame(samples: Float32Array, { length, hop }: Cut, index: number): Float64Array {
  const window = hann(length);
  return Float64Array.from({ length }, (_, i) => (samples[index * hop - length / 2 + i] ?? 0) * (window[i] ?? 0));
}

test.each([
  { length: 1024, hop: 441, block: 4096, samples: 10_000 },
  { length: 2048, hop: 512, block: 100, samples: 10_000 },
  { length: 1024, hop: 1024, block: 3000, samples: 10_000 },
  { length: 4096, hop: 1024, block: 4096, samples: 50 },
  { length: 1024, hop: 100, block: 700, samples: 1024 },
])('frames of $length every $hop of $samples samples in blocks of $block', (cut) => {
  const samples = noise(cut.samples);
  const frames = stft(samples, cut);
  expect(frames.length).toBe(Math.ceil(cut.samples / cut.hop));
  frames.forEach((bins, index) => {
    const slow = slowFrame(samples, cut, index);
    for (const bin of [0, 3, 77, cut.length / 2]) {
      expect(Math.abs((bins[bin] ?? NaN) - Math.hypot(...slowBin(slow, bin)))).toBeLessThan(1e-4);
    }
  });
});

test('powers are the squares of magnitudes, and how the stream is cut makes no difference', () => {
  const samples = noise(20_000);
  const magnitudes = stft(samples, { length: 2048, hop: 441, block: 4096 });
  expect(stft(samples, { length: 2048, hop: 441, block: 331 })).toEqual(magnitudes);
  const powers = stft(samples, { length: 2048, hop: 441, block: 20_000, isPower: true });
  magnitudes.forEach((bins, i) =>
    bins.forEach((x, bin) => expect((powers[i]?.[bin] ?? NaN) / (x * x + 1e-9)).toBeCloseTo(1, 3)),
  );
});

test('a stream of nothing has no frames, and too much at once is refused', () => {
  const cut = { length: 1024, hop: 512, block: 1000 };
  expect(stft(new Float32Array(0), cut)).toEqual([]);
  const { spectrum, memory } = nodeKernels();
  const stream = new Stft(spectrum, memory, { length: 1024, hop: 512, maxSamples: 100 });
  expect(() => stream.push(1024, 101)).toThrow(RangeError);
  expect(() => new Stft(spectrum, memory, { length: 1024, hop: 2000, maxSamples: 100 })).toThrow(RangeError);
});

test('golden: magnitudes of noise', () => {
  const frames = stft(noise(4000), { length: 1024, hop: 500, block: 1000 });
  expectGolden(
    'stft',
    frames.flatMap((bins) => [...bins].filter((_, bin) => bin % 32 === 0)),
    1e-4,
  );
});
