import { expect, test } from 'vitest';
import { allPass, Biquad, butterworth } from '#core/filters/biquad.ts';
import { kWeighting } from '#core/loudness/k-weighting.ts';
import { expectGolden } from '#tests/support/golden.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { createSections, PEAK_BLOCK } from './signal.ts';

const lengths = [0, 1, 3, 4, 7, 8, 33, 64, 100, 1000];
const largest = (values: Iterable<number>) => [...values].reduce((most, x) => Math.max(most, Math.abs(x)), 0);

test('what is no audio becomes silence, the rest stays to the bit', () => {
  const { signal, memory } = nodeKernels();
  const broken = [NaN, Infinity, -Infinity, 3e38, -3e38, 1025, -1025];
  const sound = [0, -0, 1, -1, 1024, -1024, 1e-38, 0.123, -3];
  const all = [...broken, ...sound, ...broken];
  const at = memory.allocFloats(all);
  signal.clean(at, all.length);
  const expected = Float32Array.from([...broken.map(() => 0), ...sound, ...broken.map(() => 0)]);
  expect([...memory.floats(at, all.length)]).toEqual([...expected]);
});

test.each([1, 2, 3, 6, 8])('the mean of %i channels', (channels) => {
  const { signal, memory } = nodeKernels();
  const planes = Array.from({ length: channels }, (_, i) => noise(1000, i + 1));
  const at = memory.alloc(4096 * channels);
  planes.forEach((plane, i) => memory.floats(at + 4096 * i, 1000).set(plane));
  const output = memory.alloc(4096);
  signal.mixDown(at, 4096, channels, 1000, output);
  memory.floats(output, 1000).forEach((x, i) => {
    const mean = planes.reduce((sum, plane) => sum + (plane[i] ?? 0), 0) / channels;
    expect(Math.abs(x - mean)).toBeLessThan(1e-6);
  });
});

test.each(lengths)('peak and products of %i samples, whatever follows', (length) => {
  const { signal, memory } = nodeKernels();
  const [a, b] = [noise(length, 3), noise(length, 4)];
  const rows = [a, b].map((row) => memory.allocFloats([...row, 9, 9, 9, 9]));
  const [x = 0, y = 0] = rows;
  expect(signal.peakOf(x, length)).toBe(largest(a));
  const peaks = memory.alloc(4 * length + 4);
  expect(signal.peaksOf(x, length, peaks)).toBe(largest(a));
  const blocks = Array.from({ length: Math.ceil(length / PEAK_BLOCK) }, (_, i) =>
    largest(a.subarray(PEAK_BLOCK * i, PEAK_BLOCK * (i + 1))),
  );
  expect([...memory.floats(peaks, blocks.length + 1)]).toEqual([...blocks, 0]);
  const sum = a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
  expect(signal.product(x, y, length)).toBeCloseTo(sum, 12);
  const sums = memory.alloc(24);
  memory.doubles(sums, 3).fill(1);
  signal.energies(x, y, length, sums);
  const [energyA, energyB] = [a, b].map((row) => row.reduce((total, value) => total + value ** 2, 1));
  [energyA, energyB, sum + 1].forEach((value, i) => expect(memory.doubles(sums, 3)[i]).toBeCloseTo(value ?? NaN, 10));
});

/** A row of sections one after the other, sample by sample. */
function chain(sections: Parameters<typeof createSections>[1]) {
  const filters = sections.map((coefficients) => new Biquad(coefficients));
  return (x: number) => filters.reduce((value, filter) => filter.step(value), x);
}

test.each([4000, 44_100, 192_000])('K-weighted energy at %i Hz', (rate) => {
  const { signal, memory } = nodeKernels();
  const sections = kWeighting(rate);
  const filter = createSections(memory, sections);
  const energy = memory.alloc(16);
  const channels = [noise(5000, 5), noise(5000, 6)];
  const [left = 0, right = 0] = channels.map((channel) => memory.allocFloats(channel));
  signal.weightedEnergy(filter, left, right, 3000, energy);
  signal.settleSections(filter, 2);
  signal.weightedEnergy(filter, left + 4 * 3000, right + 4 * 3000, 2000, energy);
  channels.forEach((channel, i) => {
    const weighted = chain(sections);
    const slow = channel.reduce((sum, x) => sum + weighted(x) ** 2, 0);
    expect((memory.doubles(energy, 2)[i] ?? 0) / slow).toBeCloseTo(1, 12);
  });
});

test.each([4000, 44_100, 192_000])('band powers at %i Hz', (rate) => {
  const { signal, memory } = nodeKernels();
  const low = butterworth('low', 200, rate);
  const above = butterworth('high', 200, rate);
  const below = butterworth('low', 2000, rate);
  const high = butterworth('high', 2000, rate);
  const bands = [[low, low], [above, above, below, below], [high, high], []];
  const filter = createSections(memory, [low, low, allPass(low), below, below, high, high]);
  const powers = memory.alloc(32);
  const channels = [noise(4000, 7), noise(4000, 8)];
  const [left = 0, right = 0] = channels.map((channel) => memory.allocFloats(channel));
  signal.bandPowers(filter, left, right, 1001, powers);
  signal.bandPowers(filter, left + 4 * 1001, right + 4 * 1001, 2999, powers);
  bands.forEach((sections, band) => {
    const slow = channels.map((channel) => largest(Array.from(channel, chain(sections))));
    expect(Math.sqrt(memory.doubles(powers, 4)[band] ?? 0)).toBeCloseTo(Math.max(...slow), 12);
  });
});

test('a filter that has gone quiet rests', () => {
  const { signal, memory } = nodeKernels();
  const filter = createSections(memory, kWeighting(44_100));
  const [sound, silence] = [memory.allocFloats(noise(100)), memory.alloc(4 * 44_100)];
  const energy = memory.alloc(16);
  signal.weightedEnergy(filter, sound, sound, 100, energy);
  for (let second = 0; second < 6; second++) {
    signal.weightedEnergy(filter, silence, silence, 44_100, energy);
    signal.settleSections(filter, 2);
  }
  expect([...memory.doubles(filter + 48, 4), ...memory.doubles(filter + 128, 4)]).toEqual(Array(8).fill(0));
});

const taps = (phases: number) => noise(12 * phases, 9).map((x) => x / 8);

test.each(lengths)('true peak of %i samples', (length) => {
  const { signal, memory } = nodeKernels();
  const samples = noise(12 + length, 10);
  const at = memory.allocFloats([...samples, 9, 9, 9, 9, 9, 9, 9, 9]) + 48;
  for (const phases of [0, 1, 3]) {
    const filters = taps(3);
    const filterAt = memory.allocFloats(filters);
    let slow = largest(samples.subarray(12));
    for (let i = 12; i < samples.length; i++) {
      for (let phase = 0; phase < phases; phase++) {
        let sum = 0;
        for (let tap = 0; tap < 12; tap++) sum += (filters[12 * phase + tap] ?? 0) * (samples[i + tap - 11] ?? 0);
        slow = Math.max(slow, Math.abs(sum));
      }
    }
    const peaks = memory.alloc(4 * length);
    signal.peaksOf(at, length, peaks);
    expect(signal.truePeak(at, length, peaks, filterAt, phases, 0)).toBeCloseTo(slow, 6);
    expect(signal.truePeak(at, length, peaks, filterAt, phases, 5)).toBe(5);
  }
});

test('golden: energy, bands and peak of noise', () => {
  const { signal, memory } = nodeKernels();
  const x = memory.allocFloats([...new Float32Array(12), ...noise(2000)]) + 48;
  const sections = createSections(memory, kWeighting(48_000));
  const energy = memory.alloc(16);
  signal.weightedEnergy(sections, x, x, 2000, energy);
  const low = butterworth('low', 200, 48_000);
  const [below, high] = [butterworth('low', 2000, 48_000), butterworth('high', 2000, 48_000)];
  const bands = createSections(memory, [low, low, allPass(low), below, below, high, high]);
  const [powers, peaks] = [memory.alloc(32), memory.alloc(4 * 2000)];
  signal.bandPowers(bands, x, x, 2000, powers);
  signal.peaksOf(x, 2000, peaks);
  const peak = signal.truePeak(x, 2000, peaks, memory.allocFloats(taps(3)), 3, 0);
  expectGolden(
    'signal',
    [...memory.doubles(energy, 2), ...memory.doubles(powers, 4), peak, signal.product(x, x, 2000)],
    1e-6,
  );
});
