import { OnePole } from '../synth/filter.ts';

/** Echo that jumps from side to side; each round is darker and without its lows. */
export class PingPong {
  left = 0;
  right = 0;
  readonly #a: Float32Array;
  readonly #b: Float32Array;
  readonly #feedback: number;
  readonly #dull = [new OnePole(3800), new OnePole(3800)] as const;
  readonly #lows = [new OnePole(260), new OnePole(260)] as const;
  #at = 0;

  constructor(frames: number, feedback: number) {
    this.#a = new Float32Array(frames);
    this.#b = new Float32Array(frames);
    this.#feedback = feedback;
  }

  push(left: number, right: number): void {
    const a = this.#a[this.#at]!;
    const b = this.#b[this.#at]!;
    this.#a[this.#at] = (left + right) * 0.6 + this.#tone(b, 0) * this.#feedback;
    this.#b[this.#at] = this.#tone(a, 1) * this.#feedback * 1.25;
    this.left = a + 0.12 * b;
    this.right = b + 0.12 * a;
    if (++this.#at === this.#a.length) this.#at = 0;
  }

  #tone(sample: number, side: 0 | 1): number {
    const dull = this.#dull[side].next(sample);
    return dull - this.#lows[side].next(dull);
  }
}
