/**
 * Look-ahead peak limiter: the gain is the smallest that any of the next {@link LOOK_AHEAD} frames needs, smoothed by a
 * moving average of the same length, so it is down in time and never overshoots. Peaks between samples are estimated
 * half-way (four-point cubic), which keeps the true peak close to the ceiling.
 */
export const LOOK_AHEAD = 256;

const RELEASE = 0.0004;

export class Limiter {
  left = 0;
  right = 0;
  readonly #ceiling: number;
  readonly #lefts = new Float32Array(LOOK_AHEAD);
  readonly #rights = new Float32Array(LOOK_AHEAD);
  /** Needed gains with the frame of each, smallest first (monotonic queue in a ring). */
  readonly #gains = new Float64Array(LOOK_AHEAD + 2);
  readonly #frames = new Float64Array(LOOK_AHEAD + 2);
  readonly #average = new Float64Array(LOOK_AHEAD).fill(1);
  #first = 0;
  #count = 0;
  #sum = LOOK_AHEAD;
  #held = 1;
  #frame = 0;
  readonly #past = new Float64Array(6);

  /** @param ceiling highest magnitude that comes out */
  constructor(ceiling: number) {
    this.#ceiling = ceiling;
  }

  /** Takes a frame; the one from {@link LOOK_AHEAD} frames ago stands in `left` and `right`. */
  push(left: number, right: number): void {
    const peak = Math.max(this.#between(left, 0), this.#between(right, 3));
    const needed = peak > this.#ceiling ? this.#ceiling / peak : 1;
    const lowest = this.#lowest(needed);
    this.#held = lowest < this.#held ? lowest : Math.min(lowest, this.#held + (1 - this.#held) * RELEASE);
    const at = this.#frame % LOOK_AHEAD;
    this.#sum += this.#held - this.#average[at]!;
    this.#average[at] = this.#held;
    const gain = Math.min(1, this.#sum / LOOK_AHEAD);
    this.left = this.#lefts[at]! * gain;
    this.right = this.#rights[at]! * gain;
    this.#lefts[at] = left;
    this.#rights[at] = right;
    this.#frame++;
  }

  /** Largest magnitude of this sample and the point half-way between the two before it. */
  #between(sample: number, base: number): number {
    const past = this.#past;
    const a = past[base]!;
    const b = past[base + 1]!;
    const c = past[base + 2]!;
    past[base] = b;
    past[base + 1] = c;
    past[base + 2] = sample;
    return Math.max(Math.abs(sample), Math.abs((9 * (b + c) - a - sample) / 16));
  }

  #lowest(needed: number): number {
    const size = this.#gains.length;
    while (this.#count > 0 && this.#gains[(this.#first + this.#count - 1) % size]! >= needed) this.#count--;
    const last = (this.#first + this.#count++) % size;
    this.#gains[last] = needed;
    this.#frames[last] = this.#frame;
    if (this.#frames[this.#first]! < this.#frame - LOOK_AHEAD) {
      this.#first = (this.#first + 1) % size;
      this.#count--;
    }
    return this.#gains[this.#first]!;
  }
}
