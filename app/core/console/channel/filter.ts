import { undenormal, type Stereo } from '../block.ts';
import { Smooth } from '../smooth.ts';

/** Knob positions nearer to the middle than this begin to let the plain sound through. */
const EDGE = 0.03;
const LOWEST_HZ = 40;
const HIGHEST_HZ = 20_000;
const RESONANCE = 1.1;
/** Samples between two settings of the filter's coefficients; between them the cutoff stands. */
const HOLD = 8;

/** Cutoff in Hz: a low-pass closes to the left of the middle, a high-pass to the right. */
function cutoffOf(knob: number): number {
  const octaves = Math.log2(HIGHEST_HZ / LOWEST_HZ);
  return knob < 0 ? HIGHEST_HZ * 2 ** (knob * octaves) : LOWEST_HZ * 2 ** (knob * octaves * 0.93);
}

/**
 * The filter knob: -1 low-pass closed, 0 nothing at all (bit for bit), 1 high-pass closed. A state-variable filter with
 * trapezoidal integrators, which stays calm however fast its cutoff moves.
 *
 * @see V. Zavalishin, The Art of VA Filter Design
 */
export class FilterKnob {
  readonly knob: Smooth;
  private readonly sampleRate: number;
  private readonly state = new Float64Array(4);
  private g = 0;
  private sign = 0;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.knob = new Smooth(0, sampleRate);
  }

  process({ left, right }: Stereo, from: number, count: number): void {
    if (this.knob.isSettled && this.knob.value === 0) {
      this.sign = 0;
      return;
    }
    const { state } = this;
    for (let i = from; i < from + count; i++) {
      const at = this.knob.step();
      this.tune(at, i);
      const wet = Math.min(1, Math.abs(at) / EDGE);
      const l = left[i] as number;
      const r = right[i] as number;
      left[i] = l + (this.filter(l, 0) - l) * wet;
      right[i] = r + (this.filter(r, 2) - r) * wet;
    }
    for (let i = 0; i < 4; i++) state[i] = undenormal(state[i] as number);
  }

  /** @param i index in the block, so that a set rendered again sets the coefficients at the very same samples */
  private tune(at: number, i: number): void {
    const sign = at < 0 ? -1 : 1;
    if (sign !== this.sign) {
      // Through the middle, where nothing of the filter is heard.
      this.sign = sign;
      this.state.fill(0);
    } else if (i % HOLD !== 0) return;
    const hz = Math.min(cutoffOf(at), this.sampleRate * 0.45);
    this.g = Math.tan((Math.PI * hz) / this.sampleRate);
  }

  private filter(x: number, at: number): number {
    const { g, state } = this;
    const k = 1 / RESONANCE;
    const s1 = state[at] as number;
    const s2 = state[at + 1] as number;
    const high = (x - (k + g) * s1 - s2) / (1 + g * (g + k));
    const mid = g * high + s1;
    const low = g * mid + s2;
    state[at] = g * high + mid;
    state[at + 1] = g * mid + low;
    return this.sign < 0 ? low : high;
  }
}
