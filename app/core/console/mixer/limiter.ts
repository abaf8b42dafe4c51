import type { Stereo } from '../block.ts';

/** How far the limiter looks ahead and by how much the master is late, s. */
export const LIMITER_AHEAD_SEC = 0.005;
const RELEASE_SEC = 0.12;
/** Full scale: nothing that fits is touched. */
const CEILING = 1;
/** A release that has come this near to 1 is over; the sliding mean makes the last step a ramp. */
const NEAR = 1e-4;

/**
 * Look-ahead limiter of the master. Its delay is constant, on or off; what stays below full scale passes bit for bit. The
 * gain falls in a straight line before a peak and holds through it, so that no sample passes the ceiling.
 */
export class Limiter {
  /** Frames by which the output is late. */
  readonly delay: number;
  on = true;
  /** Lowest gain of the last block. */
  reduction = 1;
  private readonly left: Float32Array;
  private readonly right: Float32Array;
  /** Gain that each frame in the delay needs after hold and release, for the sliding mean. */
  private readonly held: Float64Array;
  /** Frames with rising need, a queue for the sliding minimum: needs and their times. */
  private readonly needs: Float64Array;
  private readonly times: Float64Array;
  private readonly release: number;
  private first = 0;
  private last = 0;
  private time = 0;
  private envelope = 1;
  private sum: number;
  /** Frames in the sliding mean whose gain is not exactly 1. */
  private reduced = 0;

  constructor(sampleRate: number) {
    const delay = Math.round(LIMITER_AHEAD_SEC * sampleRate);
    this.delay = delay;
    this.left = new Float32Array(delay);
    this.right = new Float32Array(delay);
    this.held = new Float64Array(delay).fill(1);
    this.needs = new Float64Array(delay + 2);
    this.times = new Float64Array(delay + 2);
    this.sum = delay;
    this.release = 1 - Math.exp(-1 / (RELEASE_SEC * sampleRate));
  }

  process({ left, right }: Stereo, from: number, count: number): void {
    let lowest = 1;
    for (let i = from; i < from + count; i++) {
      const l = left[i] as number;
      const r = right[i] as number;
      const gain = this.gainFor(Math.max(Math.abs(l), Math.abs(r)));
      const slot = this.time % this.delay;
      left[i] = limited(this.left[slot] as number, gain);
      right[i] = limited(this.right[slot] as number, gain);
      this.left[slot] = l;
      this.right[slot] = r;
      this.time++;
      if (gain < lowest) lowest = gain;
    }
    this.reduction = lowest;
  }

  /** Gain for the frame that leaves the delay, when one with this peak enters. */
  private gainFor(peak: number): number {
    const need = this.on && peak > CEILING ? CEILING / peak : 1;
    const least = this.leastOf(need);
    // Falls at once to what any frame in the delay needs, and rises slowly.
    this.envelope = least < this.envelope ? least : this.envelope + (least - this.envelope) * this.release;
    if (1 - this.envelope < NEAR && least === 1) this.envelope = 1;
    const slot = this.time % this.delay;
    const leaving = this.held[slot] as number;
    this.held[slot] = this.envelope;
    this.sum += this.envelope - leaving;
    if (leaving !== 1) this.reduced--;
    if (this.envelope !== 1) this.reduced++;
    if (this.reduced === 0) {
      this.sum = this.delay;
      return 1;
    }
    return Math.min(1, this.sum / this.delay);
  }

  /** Least need of the last `delay + 1` frames. */
  private leastOf(need: number): number {
    const size = this.needs.length;
    while (this.last > this.first && (this.needs[(this.last - 1) % size] as number) >= need) this.last--;
    this.needs[this.last % size] = need;
    this.times[this.last % size] = this.time;
    this.last++;
    while ((this.times[this.first % size] as number) < this.time - this.delay) this.first++;
    return this.needs[this.first % size] as number;
  }
}

/** The sliding mean is exact to rounding only; the ceiling is exact. */
function limited(x: number, gain: number): number {
  if (gain === 1) return x;
  const y = x * gain;
  return y > CEILING ? CEILING : y < -CEILING ? -CEILING : y;
}
