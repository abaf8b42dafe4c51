import { decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE } from '../synth/math.ts';
import { Random } from '../synth/random.ts';
import type { Voice } from './voice.ts';

/** Several hands that do not clap at quite the same moment, in seconds after the hit. */
const HANDS = [0, 0.0095, 0.019, 0.027] as const;

/** Hand clap: short bursts of noise, then the room. */
export class Clap implements Voice {
  readonly #gain: number;
  readonly #noise: Random;
  readonly #leftBand = new StateVariableFilter(1350, 1.1);
  readonly #rightBand = new StateVariableFilter(1500, 1.1);
  #frame = 0;
  #burst = 0;
  #tail = 0;
  #hand = 0;
  static readonly #burstDecay = decayPerFrame(0.0028);
  static readonly #tailDecay = decayPerFrame(0.048);

  constructor(velocity: number, seed: number) {
    this.#gain = velocity;
    this.#noise = new Random(seed);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      const next = HANDS[this.#hand];
      if (next !== undefined && this.#frame >= Math.floor(next * RATE)) {
        this.#burst = 1;
        if (++this.#hand === HANDS.length) this.#tail = 0.75;
      }
      const level = (this.#burst + this.#tail) * this.#gain * 1.5;
      this.#leftBand.push(this.#noise.bipolar());
      this.#rightBand.push(this.#noise.bipolar());
      left[i]! += level * (this.#leftBand.band + 0.25 * this.#leftBand.high);
      right[i]! += level * (this.#rightBand.band + 0.25 * this.#rightBand.high);
      this.#frame++;
      this.#burst *= Clap.#burstDecay;
      this.#tail *= Clap.#tailDecay;
    }
    return this.#hand < HANDS.length || this.#tail > 0.00003;
  }
}
