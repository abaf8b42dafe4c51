import { StateVariableFilter } from '../synth/filter.ts';
import { glide } from '../synth/math.ts';
import { Random } from '../synth/random.ts';
import { CONTROL_FRAMES, type Voice } from './voice.ts';

export type RiserKind = 'up' | 'down';

/** Noise that sweeps up into a drop, or down out of one. */
export class Riser implements Voice {
  readonly #frames: number;
  readonly #gain: number;
  readonly #isUp: boolean;
  readonly #noise: Random;
  readonly #leftBand = new StateVariableFilter(400, 1.6);
  readonly #rightBand = new StateVariableFilter(400, 1.6);
  #frame = 0;
  #level = 0;

  constructor(kind: RiserKind, frames: number, velocity: number, seed: number) {
    this.#isUp = kind === 'up';
    this.#frames = frames;
    this.#gain = velocity;
    this.#noise = new Random(seed);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length && this.#frame < this.#frames; i++, this.#frame++) {
      const t = this.#frame / this.#frames;
      if (this.#frame % CONTROL_FRAMES === 0) this.#move(this.#isUp ? t : 1 - t);
      // A few milliseconds at both ends, so that neither clicks.
      const edge = Math.min(1, this.#frame / 400, (this.#frames - this.#frame) / 400);
      const level = this.#level * edge * this.#gain;
      this.#leftBand.push(this.#noise.bipolar());
      this.#rightBand.push(this.#noise.bipolar());
      left[i]! += this.#leftBand.band * level;
      right[i]! += this.#rightBand.band * level;
    }
    return this.#frame < this.#frames;
  }

  #move(t: number): void {
    const hz = glide(350, 9500, t);
    this.#leftBand.tune(hz, 1.6);
    this.#rightBand.tune(hz * 1.05, 1.6);
    this.#level = t * t;
  }
}
