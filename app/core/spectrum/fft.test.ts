import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PowerSpectrum } from './fft.ts';

const LENGTH = 64;

/** The definition of the transform, term by term. */
function slowPower(samples: Float32Array): number[] {
  return Array.from({ length: LENGTH / 2 }, (_, bin) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < LENGTH; i++) {
      const x = (samples[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / LENGTH));
      re += x * Math.cos((2 * Math.PI * bin * i) / LENGTH);
      im -= x * Math.sin((2 * Math.PI * bin * i) / LENGTH);
    }
    return re * re + im * im;
  });
}

test('equals the definition, also past the end of the samples', () => {
  const spectrum = new PowerSpectrum(LENGTH);
  const samples = fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 10, maxLength: LENGTH });
  fc.assert(
    fc.property(samples, (input) => {
      const slow = slowPower(input);
      spectrum.run(input, 0).forEach((power, bin) => expect(Math.abs(power - (slow[bin] ?? 0))).toBeLessThan(1e-9));
    }),
  );
});
