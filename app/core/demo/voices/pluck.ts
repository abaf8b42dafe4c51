import { Envelope, decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { noteHz } from '../synth/math.ts';
import { Pulse, Saw } from '../synth/oscillator.ts';
import { CONTROL_FRAMES, pan, type Controls, type Voice } from './voice.ts';

/** Short plucked note of the arpeggio: pulse and sawtooth, filter and loudness fall together. */
export class Pluck implements Voice {
  readonly #hz: number;
  readonly #gain: number;
  readonly #left: number;
  readonly #right: number;
  readonly #controls: Controls;
  readonly #envelope: Envelope;
  readonly #pulse = new Pulse(0.1);
  readonly #saw = new Saw(0.6);
  readonly #low = new StateVariableFilter(1000, 1.4);
  #sweep = 1;
  #frame = 0;
  static readonly #sweepDecay = decayPerFrame(0.05 / CONTROL_FRAMES);

  constructor(note: number, velocity: number, frames: number, place: number, controls: Controls) {
    const gains = pan(place);
    this.#hz = noteHz(note);
    this.#gain = velocity;
    this.#left = gains.left;
    this.#right = gains.right;
    this.#controls = controls;
    this.#envelope = new Envelope({ attackSec: 0.002, decayHalfSec: 0.07, sustain: 0, releaseHalfSec: 0.05 }, frames);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      if (this.#frame++ % CONTROL_FRAMES === 0) {
        this.#low.tune(200 + this.#controls.arpHz * (0.15 + 0.85 * this.#gain) * this.#sweep, 1.5);
        this.#sweep *= Pluck.#sweepDecay;
      }
      this.#low.push(0.6 * this.#pulse.next(this.#hz, 0.32) + 0.5 * this.#saw.next(this.#hz * 1.004));
      const out = this.#low.low * this.#envelope.next() * this.#gain;
      left[i]! += out * this.#left;
      right[i]! += out * this.#right;
    }
    return !this.#envelope.isOver;
  }
}
