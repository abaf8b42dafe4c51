import { Random } from '../synth/random.ts';

const FULL_SCALE = 32_767;

/** Turns samples into 16-bit integers with triangular dither of two steps, which makes the rounding error plain noise. */
export class Dither {
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  next(sample: number): number {
    const noise = this.#random.unit() - this.#random.unit();
    return Math.max(-32_768, Math.min(FULL_SCALE, Math.floor(sample * FULL_SCALE + noise + 0.5)));
  }
}
