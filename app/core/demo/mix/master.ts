import { OnePole } from '../synth/filter.ts';
import { saturate } from '../synth/math.ts';
import { LOOK_AHEAD, Limiter } from './limiter.ts';

/** Frames by which the master's output is late. */
export const MASTER_LATENCY = LOOK_AHEAD;

const DRIVE = 0.9;
const LOUDNESS = 0.82;
/** -1.6 dBFS: true peaks, which lie between samples, then stay below -1 dBTP. */
const CEILING = 0.83;

/** What the whole mix goes through: no subsonics, a little warmth, a ceiling. */
export class Master {
  left = 0;
  right = 0;
  readonly #rumble = [new OnePole(22), new OnePole(22)] as const;
  readonly #limiter = new Limiter(CEILING);

  push(left: number, right: number): void {
    this.#limiter.push(this.#warm(left, 0), this.#warm(right, 1));
    this.left = this.#limiter.left;
    this.right = this.#limiter.right;
  }

  #warm(sample: number, side: 0 | 1): number {
    const clean = sample - this.#rumble[side].next(sample);
    return (saturate(clean * DRIVE) / DRIVE) * LOUDNESS;
  }
}
