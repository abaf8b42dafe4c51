import { Envelope } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE, noteHz, sine } from '../synth/math.ts';
import { Saw } from '../synth/oscillator.ts';
import { Random } from '../synth/random.ts';
import { CONTROL_FRAMES, type Controls, type Voice } from './voice.ts';

/** Cents by which the copies of each note are off. */
const DETUNE = [-9, 9] as const;

interface PadString {
  readonly saw: Saw;
  readonly hz: number;
  /** Cycles per second at which the pitch drifts. */
  readonly drift: number;
  readonly left: number;
  readonly right: number;
}

/** A wide chord: two sawtooth waves for each note, drifting slowly, through one low-pass that the arrangement opens. */
export class Pad implements Voice {
  readonly #strings: readonly PadString[];
  readonly #gain: number;
  readonly #controls: Controls;
  readonly #envelope: Envelope;
  readonly #leftLow: StateVariableFilter;
  readonly #rightLow: StateVariableFilter;
  readonly #pitch: Float64Array;
  #cornerHz: number;
  #frame = 0;

  constructor(notes: readonly number[], velocity: number, frames: number, controls: Controls, seed: number) {
    const random = new Random(seed);
    this.#strings = notes.flatMap((note, n) =>
      DETUNE.map((cents, side) => ({
        saw: new Saw(random.unit()),
        hz: noteHz(note + cents / 100),
        drift: 0.11 + 0.05 * n + 0.03 * side,
        left: side === 0 ? 0.8 : 0.3,
        right: side === 0 ? 0.3 : 0.8,
      })),
    );
    this.#pitch = new Float64Array(this.#strings.length);
    this.#gain = velocity / Math.sqrt(notes.length);
    this.#controls = controls;
    this.#cornerHz = controls.padHz;
    this.#leftLow = new StateVariableFilter(this.#cornerHz, 0.8);
    this.#rightLow = new StateVariableFilter(this.#cornerHz, 0.8);
    this.#envelope = new Envelope({ attackSec: 0.09, decayHalfSec: 0.6, sustain: 0.8, releaseHalfSec: 0.11 }, frames);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    const strings = this.#strings;
    for (let i = from; i < left.length; i++) {
      if (this.#frame % CONTROL_FRAMES === 0) this.#move();
      this.#frame++;
      let l = 0;
      let r = 0;
      for (let k = 0; k < strings.length; k++) {
        const string = strings[k]!;
        const sample = string.saw.next(this.#pitch[k]!);
        l += sample * string.left;
        r += sample * string.right;
      }
      this.#leftLow.push(l);
      this.#rightLow.push(r);
      const level = this.#envelope.next() * this.#gain;
      left[i]! += this.#leftLow.low * level;
      right[i]! += this.#rightLow.low * level;
    }
    return !this.#envelope.isOver;
  }

  #move(): void {
    const seconds = this.#frame / RATE;
    this.#cornerHz += 0.02 * (this.#controls.padHz - this.#cornerHz);
    this.#leftLow.tune(this.#cornerHz * (1 + 0.06 * sine(seconds * 0.23)), 0.85);
    this.#rightLow.tune(this.#cornerHz * (1 + 0.06 * sine(seconds * 0.23 + 0.4)), 0.85);
    this.#strings.forEach(({ hz, drift }, k) => {
      this.#pitch[k] = hz * (1 + 0.0011 * sine(seconds * drift));
    });
  }
}
