import { butterworth, type BiquadCoefficients } from '../../filters/biquad.ts';
import { undenormal } from '../block.ts';

/** A second-order section for both channels with state, transposed direct form II. */
export class StereoBiquad {
  private l1 = 0;
  private l2 = 0;
  private r1 = 0;
  private r2 = 0;
  private readonly c: BiquadCoefficients;

  constructor(coefficients: BiquadCoefficients) {
    this.c = coefficients;
  }

  reset(): void {
    this.l1 = this.l2 = this.r1 = this.r2 = 0;
  }

  /** Filters a stretch of `left` and `right` into `outLeft` and `outRight`, which may be the same. */
  run(left: Float64Array, right: Float64Array, outLeft: Float64Array, outRight: Float64Array, count: number): void {
    const { b0, b1, b2, a1, a2 } = this.c;
    let { l1, l2, r1, r2 } = this;
    for (let i = 0; i < count; i++) {
      const x = left[i] as number;
      const y = b0 * x + l1;
      l1 = b1 * x - a1 * y + l2;
      l2 = b2 * x - a2 * y;
      outLeft[i] = y;
      const u = right[i] as number;
      const v = b0 * u + r1;
      r1 = b1 * u - a1 * v + r2;
      r2 = b2 * u - a2 * v;
      outRight[i] = v;
    }
    this.l1 = undenormal(l1);
    this.l2 = undenormal(l2);
    this.r1 = undenormal(r1);
    this.r2 = undenormal(r2);
  }
}

/** All-pass with the phase of a fourth-order Linkwitz-Riley crossover: low and high summed. */
function crossoverPhase(frequency: number, sampleRate: number): BiquadCoefficients {
  const { a1, a2 } = butterworth('low', frequency, sampleRate);
  return { b0: a2, b1: a1, b2: 1, a1, a2 };
}

/**
 * Splits into three bands whose sum is as loud as the input at every frequency: Linkwitz-Riley crossovers of fourth order,
 * the low band turned by the phase of the upper one.
 *
 * @see S. Linkwitz, Active Crossover Networks for Noncoincident Drivers, 1976
 */
export class Crossover {
  private readonly low: readonly StereoBiquad[];
  private readonly rest: readonly StereoBiquad[];
  private readonly mid: readonly StereoBiquad[];
  private readonly high: readonly StereoBiquad[];

  constructor(lowHz: number, highHz: number, sampleRate: number) {
    const twice = (kind: 'low' | 'high', hz: number) =>
      [0, 1].map(() => new StereoBiquad(butterworth(kind, hz, sampleRate)));
    this.low = [...twice('low', lowHz), new StereoBiquad(crossoverPhase(highHz, sampleRate))];
    this.rest = twice('high', lowHz);
    this.mid = twice('low', highHz);
    this.high = twice('high', highHz);
  }

  reset(): void {
    for (const filters of [this.low, this.rest, this.mid, this.high]) for (const one of filters) one.reset();
  }

  /** Bands are arrays of left and right; `mid` and `high` serve as work memory on the way. */
  run(left: Float64Array, right: Float64Array, low: Bands, mid: Bands, high: Bands, count: number): void {
    chain(this.low, left, right, low, count);
    chain(this.rest, left, right, high, count);
    chain(this.mid, high.left, high.right, mid, count);
    chain(this.high, high.left, high.right, high, count);
  }
}

/** One band of both channels. */
export interface Bands {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

function chain(filters: readonly StereoBiquad[], left: Float64Array, right: Float64Array, out: Bands, count: number) {
  let l = left;
  let r = right;
  for (let i = 0; i < filters.length; i++) {
    (filters[i] as StereoBiquad).run(l, r, out.left, out.right, count);
    l = out.left;
    r = out.right;
  }
}
