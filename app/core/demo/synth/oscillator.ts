import { RATE } from './math.ts';

/**
 * A sawtooth whose step is rounded over two samples (PolyBLEP: Välimäki and Huovilainen, 2007), which keeps the alias
 * tones of a plain sawtooth low enough for music.
 */
export class Saw {
  phase: number;

  /** @param phase start within the cycle, 0 to 1 */
  constructor(phase: number) {
    this.phase = phase;
  }

  /** The next sample, about -1 to 1. */
  next(hz: number): number {
    const step = hz / RATE;
    this.phase += step;
    if (this.phase >= 1) this.phase -= 1;
    return 2 * this.phase - 1 - polyBlep(this.phase, step);
  }
}

/** A pulse wave from two sawtooth steps; `width` is the part of the cycle that is high. */
export class Pulse {
  phase: number;

  constructor(phase: number) {
    this.phase = phase;
  }

  /** The next sample, about -1 to 1, without its constant part. */
  next(hz: number, width: number): number {
    const step = hz / RATE;
    this.phase += step;
    if (this.phase >= 1) this.phase -= 1;
    let falling = this.phase + 1 - width;
    if (falling >= 1) falling -= 1;
    const level = this.phase < width ? 1 : -1;
    return level + polyBlep(this.phase, step) - polyBlep(falling, step) - (2 * width - 1);
  }
}

function polyBlep(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step;
    return t + t - t * t - 1;
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step;
    return t * t + t + t + 1;
  }
  return 0;
}
