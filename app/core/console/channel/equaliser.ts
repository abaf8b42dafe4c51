import { BLOCK, type Stereo } from '../block.ts';
import { Smooth } from '../smooth.ts';
import { Crossover, type Bands } from './crossover.ts';

const LOW_HZ = 246;
const HIGH_HZ = 2500;
/** Time in which the filters take over when a knob leaves its middle, s. */
const HANDOVER_SEC = 0.03;

const band = (): Bands => ({ left: new Float64Array(BLOCK), right: new Float64Array(BLOCK) });

/**
 * Three bands with kill: gains of 0 to 4 for low, mid and high. With all knobs in the middle the sound passes bit for
 * bit, past the filters.
 */
export class Equaliser {
  readonly low: Smooth;
  readonly mid: Smooth;
  readonly high: Smooth;
  private readonly crossover: Crossover;
  private readonly input = band();
  private readonly bands = [band(), band(), band()] as const;
  private readonly shareStep: number;
  /** 0: past the filters, 1: through them. */
  private share = 0;

  constructor(sampleRate: number) {
    this.low = new Smooth(1, sampleRate);
    this.mid = new Smooth(1, sampleRate);
    this.high = new Smooth(1, sampleRate);
    this.crossover = new Crossover(LOW_HZ, HIGH_HZ, sampleRate);
    this.shareStep = 1 / (HANDOVER_SEC * sampleRate);
  }

  private get isNeutral(): boolean {
    const { low, mid, high } = this;
    return low.isSettled && mid.isSettled && high.isSettled && low.value === 1 && mid.value === 1 && high.value === 1;
  }

  process({ left, right }: Stereo, from: number, count: number): void {
    const neutral = this.isNeutral;
    if (neutral && this.share === 0) return;
    if (this.share === 0) this.crossover.reset();
    const { input, bands } = this;
    for (let i = 0; i < count; i++) {
      input.left[i] = left[from + i] as number;
      input.right[i] = right[from + i] as number;
    }
    this.crossover.run(input.left, input.right, bands[0], bands[1], bands[2], count);
    this.mix(left, right, from, count, neutral ? -this.shareStep : this.shareStep);
  }

  private mix(left: Float32Array, right: Float32Array, from: number, count: number, step: number): void {
    const [low, mid, high] = this.bands;
    let { share } = this;
    for (let i = 0; i < count; i++) {
      const a = this.low.step();
      const b = this.mid.step();
      const c = this.high.step();
      share = Math.max(0, Math.min(1, share + step));
      const l = a * (low.left[i] as number) + b * (mid.left[i] as number) + c * (high.left[i] as number);
      const r = a * (low.right[i] as number) + b * (mid.right[i] as number) + c * (high.right[i] as number);
      const dryLeft = left[from + i] as number;
      const dryRight = right[from + i] as number;
      left[from + i] = share === 1 ? l : dryLeft + (l - dryLeft) * share;
      right[from + i] = share === 1 ? r : dryRight + (r - dryRight) * share;
    }
    this.share = share;
  }
}
