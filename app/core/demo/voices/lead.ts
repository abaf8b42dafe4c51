import { Envelope, decayPerFrame } from '../synth/envelope.ts';
import { StateVariableFilter } from '../synth/filter.ts';
import { RATE, noteHz, sine } from '../synth/math.ts';
import { Saw } from '../synth/oscillator.ts';
import { CONTROL_FRAMES, type Voice } from './voice.ts';

/** Singing lead: a soft bell-like attack, then two detuned sawtooth waves with vibrato that comes in late. */
export class Lead implements Voice {
  readonly #hz: number;
  readonly #fromHz: number;
  readonly #gain: number;
  readonly #envelope: Envelope;
  readonly #leftSaw = new Saw(0.2);
  readonly #rightSaw = new Saw(0.7);
  readonly #leftLow = new StateVariableFilter(1800, 1);
  readonly #rightLow = new StateVariableFilter(1800, 1);
  #phase = 0;
  #bell = 1;
  #slide = 1;
  #frame = 0;
  #pitch: number;
  static readonly #bellDecay = decayPerFrame(0.09);
  static readonly #slideDecay = decayPerFrame(0.012 / CONTROL_FRAMES);

  /** @param from note that the pitch slides from; the same as `note` for none */
  constructor(note: number, from: number, velocity: number, frames: number) {
    this.#hz = noteHz(note);
    this.#fromHz = noteHz(from);
    this.#pitch = this.#fromHz;
    this.#gain = velocity;
    this.#envelope = new Envelope({ attackSec: 0.006, decayHalfSec: 0.22, sustain: 0.5, releaseHalfSec: 0.07 }, frames);
  }

  render(left: Float32Array, right: Float32Array, from: number): boolean {
    for (let i = from; i < left.length; i++) {
      if (this.#frame % CONTROL_FRAMES === 0) this.#move();
      this.#frame++;
      this.#phase += this.#pitch / RATE;
      this.#leftLow.push(this.#leftSaw.next(this.#pitch * 0.9965));
      this.#rightLow.push(this.#rightSaw.next(this.#pitch * 1.0035));
      const bell = 0.35 * this.#bell * sine(this.#phase * 2) + 0.55 * sine(this.#phase);
      const level = this.#envelope.next() * this.#gain;
      left[i]! += (this.#leftLow.low * 0.42 + bell) * level;
      right[i]! += (this.#rightLow.low * 0.42 + bell) * level;
      this.#bell *= Lead.#bellDecay;
    }
    return !this.#envelope.isOver;
  }

  #move(): void {
    const seconds = this.#frame / RATE;
    const depth = 0.004 * Math.min(1, Math.max(0, (seconds - 0.18) / 0.25));
    this.#pitch = (this.#hz + (this.#fromHz - this.#hz) * this.#slide) * (1 + depth * sine(seconds * 5.3));
    this.#slide *= Lead.#slideDecay;
    const corner = 1100 + 3400 * this.#envelope.level * this.#gain;
    this.#leftLow.tune(corner, 1.1);
    this.#rightLow.tune(corner, 1.1);
  }
}
