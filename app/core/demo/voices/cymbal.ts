import { decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE } from '../synth/math.ts';
import { Random } from '../synth/random.ts';
import { pan, type Voice } from './voice.ts';

export type CymbalKind = 'closed' | 'open' | 'shaker' | 'crash';

interface CymbalShape {
  readonly halfLifeSec: number;
  readonly attackSec: number;
  readonly cornerHz: number;
  /** Part of ringing metal, the rest is noise. */
  readonly metal: number;
  readonly place: number;
  readonly gain: number;
}

const shapes: Record<CymbalKind, CymbalShape> = {
  closed: { halfLifeSec: 0.016, attackSec: 0.0004, cornerHz: 8200, metal: 0.5, place: 0.12, gain: 0.9 },
  open: { halfLifeSec: 0.075, attackSec: 0.0008, cornerHz: 7200, metal: 0.55, place: 0.16, gain: 0.8 },
  shaker: { halfLifeSec: 0.022, attackSec: 0.014, cornerHz: 6000, metal: 0, place: -0.35, gain: 0.6 },
  crash: { halfLifeSec: 0.42, attackSec: 0.001, cornerHz: 4200, metal: 0.16, place: 0, gain: 0.95 },
};

/** Frequencies of the metal in Hz: unrelated on purpose, so that no pitch is heard. */
const RINGS = [3271, 4513, 5407, 6637, 7841, 9173] as const;

/** Hats, shaker and crash: noise and a cluster of square waves through a steep high-pass. */
export class Cymbal implements Voice {
  readonly #shape: CymbalShape;
  readonly #left: number;
  readonly #right: number;
  readonly #noise: Random;
  readonly #leftHigh: StateVariableFilter;
  readonly #rightHigh: StateVariableFilter;
  readonly #phases = new Float64Array(RINGS.length);
  readonly #decay: number;
  #level = 1;
  #frame = 0;

  constructor(kind: CymbalKind, velocity: number, seed: number) {
    const shape = shapes[kind];
    const place = pan(shape.place);
    this.#shape = shape;
    this.#left = place.left * velocity * shape.gain;
    this.#right = place.right * velocity * shape.gain;
    this.#noise = new Random(seed);
    this.#leftHigh = new StateVariableFilter(shape.cornerHz, 0.9);
    this.#rightHigh = new StateVariableFilter(shape.cornerHz * 1.04, 0.9);
    this.#decay = decayPerFrame(shape.halfLifeSec);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    const { metal, attackSec } = this.#shape;
    const attackFrames = attackSec * RATE;
    for (let i = from; i < left.length; i++) {
      const ring = metal > 0 ? this.#ring() * metal : 0;
      const attack = this.#frame < attackFrames ? this.#frame / attackFrames : 1;
      const level = this.#level * attack;
      this.#leftHigh.push(ring + this.#noise.bipolar() * (1 - metal));
      this.#rightHigh.push(ring + this.#noise.bipolar() * (1 - metal));
      left[i]! += this.#leftHigh.high * level * this.#left;
      right[i]! += this.#rightHigh.high * level * this.#right;
      this.#frame++;
      this.#level *= this.#decay;
    }
    return this.#level > 0.00005;
  }

  #ring(): number {
    let sum = 0;
    for (let k = 0; k < RINGS.length; k++) {
      const phase = this.#phases[k]! + RINGS[k]! / RATE;
      this.#phases[k] = phase >= 1 ? phase - 1 : phase;
      sum += phase < 0.5 ? 1 : -1;
    }
    return sum / 3;
  }
}
