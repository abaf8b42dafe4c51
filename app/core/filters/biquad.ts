/** Coefficients of a second-order section, `a0` normalised to 1. */
export interface BiquadCoefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** A second-order section with its state (transposed direct form II); one per channel. Allocates nothing per call. */
export class Biquad {
  private s1 = 0;
  private s2 = 0;
  private readonly c: BiquadCoefficients;

  constructor(coefficients: BiquadCoefficients) {
    this.c = coefficients;
  }

  /** Filters one sample. */
  step(x: number): number {
    const { b0, b1, b2, a1, a2 } = this.c;
    const y = b0 * x + this.s1;
    this.s1 = b1 * x - a1 * y + this.s2;
    this.s2 = b2 * x - a2 * y;
    return y;
  }

  /** Filters `count` samples of `input` into `output`, which may be the same array. */
  run(input: Float32Array, output: Float32Array, count: number): void {
    const { b0, b1, b2, a1, a2 } = this.c;
    let { s1, s2 } = this;
    for (let i = 0; i < count; i++) {
      const x = input[i] as number;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      output[i] = y;
    }
    this.s1 = s1;
    this.s2 = s2;
  }
}

/**
 * Butterworth low- or high-pass of second order. Two in a row are a Linkwitz-Riley crossover of fourth order.
 *
 * @param frequency corner in Hz, below half of `sampleRate`
 * @see Robert Bristow-Johnson, Audio EQ Cookbook
 */
export function butterworth(kind: 'low' | 'high', frequency: number, sampleRate: number): BiquadCoefficients {
  const w = (2 * Math.PI * Math.min(frequency, sampleRate * 0.49)) / sampleRate;
  const alpha = Math.sin(w) * Math.SQRT1_2;
  const cos = Math.cos(w);
  const a0 = 1 + alpha;
  const edge = kind === 'low' ? (1 - cos) / 2 : (1 + cos) / 2;
  const middle = kind === 'low' ? 1 - cos : -(1 + cos);
  return { b0: edge / a0, b1: middle / a0, b2: edge / a0, a1: (-2 * cos) / a0, a2: (1 - alpha) / a0 };
}

/** Lets everything through with the phase of a filter applied twice: of a crossover, the sum of both its bands. */
export function allPass({ a1, a2 }: BiquadCoefficients): BiquadCoefficients {
  return { b0: a2, b1: a1, b2: 1, a1, a2 };
}
