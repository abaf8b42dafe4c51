import { OnePole } from '../synth/filter.ts';

/** Lengths in frames without common factors, so that echoes do not pile up. */
const LENGTHS = [1423, 1777, 2137, 2557, 2903, 3259, 3691, 4153] as const;
const DIFFUSERS = [229, 373, 547, 823] as const;
const PREDELAY = 970;

/** A line of past samples. */
class Line {
  readonly #data: Float32Array;
  #at = 0;

  constructor(frames: number) {
    this.#data = new Float32Array(frames);
  }

  get oldest(): number {
    return this.#data[this.#at]!;
  }

  push(sample: number): void {
    this.#data[this.#at] = sample;
    if (++this.#at === this.#data.length) this.#at = 0;
  }
}

/** Room: diffusers, then eight damped delay lines that feed each other (feedback delay network: Jot, 1991). */
export class Reverb {
  left = 0;
  right = 0;
  readonly #predelay = new Line(PREDELAY);
  readonly #diffusers = DIFFUSERS.map((frames) => new Line(frames));
  readonly #lines = LENGTHS.map((frames) => new Line(frames));
  readonly #damp: readonly OnePole[];
  readonly #lowCut = new OnePole(180);
  readonly #feedback: readonly number[];
  readonly #tap = new Float64Array(LENGTHS.length);

  /** @param feedback gain of the longest line's round trip, below 1 */
  constructor(feedback: number, dampHz: number) {
    const longest = LENGTHS[LENGTHS.length - 1]!;
    this.#damp = LENGTHS.map(() => new OnePole(dampHz));
    // Shorter lines go round more often in the same time, so each loses less per round.
    this.#feedback = LENGTHS.map((frames) => 1 - ((1 - feedback) * frames) / longest);
  }

  push(left: number, right: number): void {
    const input = this.#diffuse((left + right) * 0.5);
    const tap = this.#tap;
    let sum = 0;
    for (let i = 0; i < LENGTHS.length; i++) {
      tap[i] = this.#damp[i]!.next(this.#lines[i]!.oldest) * this.#feedback[i]!;
      sum += tap[i]!;
    }
    // A Householder mix: every line hears all others, and no energy is made.
    const shared = (sum * 2) / LENGTHS.length;
    let l = 0;
    let r = 0;
    for (let i = 0; i < LENGTHS.length; i++) {
      this.#lines[i]!.push(input + tap[i]! - shared);
      const sign = i & 2 ? -1 : 1;
      if (i & 1) r += tap[i]! * sign;
      else l += tap[i]! * sign;
    }
    this.left = l * 0.5;
    this.right = r * 0.5;
  }

  #diffuse(sample: number): number {
    const delayed = this.#predelay.oldest;
    this.#predelay.push(sample - this.#lowCut.next(sample));
    let x = delayed;
    for (const line of this.#diffusers) {
      const past = line.oldest;
      const fed = x + past * 0.62;
      line.push(fed);
      x = past - fed * 0.62;
    }
    return x;
  }
}
