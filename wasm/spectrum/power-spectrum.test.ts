import { expect, test } from 'vitest';
import { TimbreFrontEnd } from '#core/analysis/features/timbre-features.ts';
import { TonalFrontEnd } from '#core/analysis/features/tonal-features.ts';
import { PowerSpectrum } from '#core/spectrum/fft.ts';
import { cadence, MUSIC_RATE, playChords, playDrums } from '#tests/support/chord-music.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { KernelPowerSpectrum } from './power-spectrum.ts';

const kernelSpectrum = () => {
  const { spectrum, memory } = nodeKernels();
  return (length: number) => new KernelPowerSpectrum(spectrum, memory, length);
};

test.each([256, 4096, 16_384])('powers of %i samples equal the plain ones', (length) => {
  const samples = noise(length + 100, 5);
  const plain = new PowerSpectrum(length).run(samples, 100);
  const powers = kernelSpectrum()(length).run(samples, 100);
  const most = Math.max(...plain);
  plain.forEach((power, bin) => expect(Math.abs(power - (powers[bin] as number))).toBeLessThan(1e-5 * most));
});

test('pitch and timbre features with kernels equal those of the plain reference', () => {
  const music = playChords([...cadence(2, 'minor'), ...cadence(9, 'major')], 1);
  const drums = playDrums(music.length / MUSIC_RATE);
  const samples = music.map((sample, i) => sample + 0.3 * (drums[i] as number));
  const spectrumOf = kernelSpectrum();
  const fronts = [
    [new TonalFrontEnd(MUSIC_RATE), new TonalFrontEnd(MUSIC_RATE, spectrumOf)],
    [new TimbreFrontEnd(MUSIC_RATE), new TimbreFrontEnd(MUSIC_RATE, spectrumOf)],
  ] as const;
  for (const pair of fronts) {
    for (const front of pair) front.push(samples);
    const [plain, fast] = pair.map((front) => Object.entries(front.finish()) as [string, Float32Array | number][]);
    plain?.forEach(([name, values], index) => {
      const others = fast?.[index]?.[1];
      if (typeof values === 'number') return expect(others, name).toBe(values);
      const scale = name === 'level' || name === 'mel' ? 100 : 1;
      values.forEach((value, i) =>
        expect(Math.abs((others as Float32Array)[i]! - value), name).toBeLessThan(2e-3 * scale),
      );
    });
  }
});
