import type { BiquadCoefficients } from '../filters/biquad.ts';

/**
 * The two filters of K-weighting for any sample rate: a shelf for the head and a high-pass (RLB).
 * Analogue prototypes fitted to the 48 kHz coefficients of ITU-R BS.1770-5 (B. De Man, "Evaluation of implementations
 * of the EBU R128 loudness measurement", 2018).
 */
export function kWeighting(sampleRate: number): readonly [shelf: BiquadCoefficients, highPass: BiquadCoefficients] {
  return [shelf(sampleRate), highPass(sampleRate)];
}

function shelf(sampleRate: number): BiquadCoefficients {
  const gain = 10 ** (3.999843853973347 / 20);
  const q = 0.7071752369554196;
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const low = gain ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (gain + (low * k) / q + k * k) / a0,
    b1: (2 * (k * k - gain)) / a0,
    b2: (gain - (low * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRate: number): BiquadCoefficients {
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}
