import { RATE } from '../synth/math.ts';

const ATTACK_FRAMES = Math.round(0.002 * RATE);

/** Ducks what it multiplies at every kick and lets it come back: the breathing of house music. */
export class Sidechain {
  readonly #recoverFrames: number;
  #frame: number;

  constructor(recoverSec: number) {
    this.#recoverFrames = Math.round(recoverSec * RATE);
    this.#frame = this.#recoverFrames;
  }

  trigger(): void {
    this.#frame = 0;
  }

  /** How far it is ducked now, 0 (not) to 1 (whole); moves on by one frame. */
  next(): number {
    const frame = this.#frame;
    if (frame >= this.#recoverFrames) return 0;
    this.#frame = frame + 1;
    if (frame < ATTACK_FRAMES) return frame / ATTACK_FRAMES;
    const left = 1 - (frame - ATTACK_FRAMES) / (this.#recoverFrames - ATTACK_FRAMES);
    return left * left * (3 - 2 * left);
  }
}
