import { decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE, sine } from '../synth/math.ts';
import { Random } from '../synth/random.ts';
import { pan, type Voice } from './voice.ts';

/** A tuned drum with a little skin noise: toms in the fills, and with much noise the snare of the roll. */
export class Tom implements Voice {
  readonly #hz: number;
  readonly #noisePart: number;
  readonly #left: number;
  readonly #right: number;
  readonly #noise: Random;
  readonly #skin = new StateVariableFilter(2600, 0.8);
  readonly #decay: number;
  #phase = 0;
  #level = 1;
  #bend = 1;
  #frame = 0;
  static readonly #bendDecay = decayPerFrame(0.03);
  static readonly #attackFrames = 20;

  /**
   * @param hz pitch that the drum settles on
   * @param noisePart 0 (all tone) to 1 (all noise)
   */
  constructor(hz: number, velocity: number, noisePart: number, place: number, seed: number) {
    const gains = pan(place);
    this.#hz = hz;
    this.#noisePart = noisePart;
    this.#left = gains.left * velocity;
    this.#right = gains.right * velocity;
    this.#noise = new Random(seed);
    this.#decay = decayPerFrame(noisePart > 0.4 ? 0.034 : 0.07);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      this.#phase += (this.#hz * (1 + 0.5 * this.#bend)) / RATE;
      this.#skin.push(this.#noise.bipolar());
      const tone = sine(this.#phase) * (1 - this.#noisePart);
      const attack = Math.min(1, this.#frame++ / Tom.#attackFrames);
      const out = (tone + (this.#skin.band + this.#skin.high) * this.#noisePart) * this.#level * attack;
      left[i]! += out * this.#left;
      right[i]! += out * this.#right;
      this.#level *= this.#decay;
      this.#bend *= Tom.#bendDecay;
    }
    return this.#level > 0.00003;
  }
}
