import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PowerSpectrum } from './fft.ts';

/** The definition of the transform, term by term. */
function slowPower(samples: Float32Array, length: number): number[] {
  return Array.from({ length: length / 2 }, (_, bin) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < length; i++) {
      const x = (samples[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
      re += x * Math.cos((2 * Math.PI * bin * i) / length);
      im -= x * Math.sin((2 * Math.PI * bin * i) / length);
    }
    return re * re + im * im;
  });
}

test.each([4, 8, 64, 128])('%i samples: equals the definition, also past the end', (length) => {
  const spectrum = new PowerSpectrum(length);
  const samples = fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 3, maxLength: length });
  fc.assert(
    fc.property(samples, (input) => {
      const slow = slowPower(input, length);
      spectrum.run(input, 0).forEach((power, bin) => expect(Math.abs(power - (slow[bin] ?? 0))).toBeLessThan(1e-9));
    }),
  );
});
