import { RATE, exp2 } from './math.ts';

/** Factor per frame of something that halves every `halfLifeSec`. */
export const decayPerFrame = (halfLifeSec: number): number => exp2(-1 / (halfLifeSec * RATE));

export interface EnvelopeShape {
  readonly attackSec: number;
  /** Time in which half of the way from peak to sustain is done. */
  readonly decayHalfSec: number;
  /** 0 to 1. */
  readonly sustain: number;
  readonly releaseHalfSec: number;
}

/** Below this the voice is over: -90 dB. */
const SILENT = 0.00003;

/** Straight attack, exponential decay and release. */
export class Envelope {
  level = 0;
  #frame = 0;
  readonly #attackFrames: number;
  readonly #decay: number;
  readonly #release: number;
  readonly #sustain: number;
  readonly #gate: number;

  /** @param gateFrames after this many frames the release begins */
  constructor(shape: EnvelopeShape, gateFrames: number) {
    this.#attackFrames = Math.max(1, Math.round(shape.attackSec * RATE));
    this.#decay = decayPerFrame(shape.decayHalfSec);
    this.#release = decayPerFrame(shape.releaseHalfSec);
    this.#sustain = shape.sustain;
    this.#gate = gateFrames;
  }

  get isOver(): boolean {
    return this.#frame > this.#gate && this.level < SILENT;
  }

  next(): number {
    const frame = this.#frame++;
    if (frame >= this.#gate) this.level *= this.#release;
    else if (frame < this.#attackFrames) this.level = (frame + 1) / this.#attackFrames;
    else this.level = this.#sustain + (this.level - this.#sustain) * this.#decay;
    return this.level;
  }
}
