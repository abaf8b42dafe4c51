import { Envelope, decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE, noteHz, saturate, sine } from '../synth/math.ts';
import { Saw } from '../synth/oscillator.ts';
import { CONTROL_FRAMES, type Voice } from './voice.ts';

/** Mono bass: sawtooth through a filter that closes on every note, with a sine below it. */
export class Bass implements Voice {
  readonly #hz: number;
  readonly #gain: number;
  readonly #envelope: Envelope;
  readonly #saw = new Saw(0.5);
  readonly #first = new StateVariableFilter(400, 0.9);
  readonly #second = new StateVariableFilter(400, 0.7);
  #phase = 0;
  #sweep = 1;
  #frame = 0;
  static readonly #sweepDecay = decayPerFrame(0.045 / CONTROL_FRAMES);

  constructor(note: number, velocity: number, frames: number) {
    this.#hz = noteHz(note);
    this.#gain = velocity;
    this.#envelope = new Envelope(
      { attackSec: 0.003, decayHalfSec: 0.16, sustain: 0.7, releaseHalfSec: 0.008 },
      frames,
    );
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      if (this.#frame++ % CONTROL_FRAMES === 0) this.#tune();
      this.#phase += this.#hz / RATE;
      this.#first.push(this.#saw.next(this.#hz));
      this.#second.push(this.#first.low);
      const tone = saturate(1.3 * this.#second.low) * 0.75 + sine(this.#phase) * 0.6;
      const out = tone * this.#envelope.next() * this.#gain;
      left[i]! += out;
      right[i]! += out;
    }
    return !this.#envelope.isOver;
  }

  #tune(): void {
    const hz = 170 + 950 * this.#gain * this.#sweep;
    this.#first.tune(hz, 1.1);
    this.#second.tune(hz, 0.8);
    this.#sweep *= Bass.#sweepDecay;
  }
}
