import { decayPerFrame } from '../synth/envelope.ts';
import { RATE, saturate, sine } from '../synth/math.ts';
import { Random } from '../synth/random.ts';
import type { Voice } from './voice.ts';

const ATTACK_FRAMES = 24;

/** Bass drum: a sine that falls to A1, so that it sits in the key, with a short click on top. */
export class Kick implements Voice {
  readonly #gain: number;
  readonly #noise = new Random(11);
  #phase = 0;
  #frame = 0;
  #level = 1;
  #sweep = 1;
  #snap = 1;
  static readonly #levelDecay = decayPerFrame(0.085);
  static readonly #sweepDecay = decayPerFrame(0.013);
  static readonly #snapDecay = decayPerFrame(0.0022);

  constructor(velocity: number) {
    this.#gain = velocity;
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      const hz = 52 + 170 * this.#sweep + 1100 * this.#snap;
      this.#phase += hz / RATE;
      const attack = this.#frame < ATTACK_FRAMES ? this.#frame / ATTACK_FRAMES : 1;
      const click = this.#noise.bipolar() * this.#snap * 0.3;
      const body = saturate(1.7 * sine(this.#phase) * this.#level);
      const out = this.#gain * attack * (body + click);
      left[i]! += out;
      right[i]! += out;
      this.#frame++;
      this.#level *= Kick.#levelDecay;
      this.#sweep *= Kick.#sweepDecay;
      this.#snap *= Kick.#snapDecay;
    }
    return this.#level > 0.00003;
  }
}
