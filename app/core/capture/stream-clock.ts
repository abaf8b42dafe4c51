/** Audio that never came: the wall clock went on for `lengthMs` while the stream stood still before `position`. */
export interface StreamHole {
  readonly position: number;
  readonly lengthMs: number;
}

/** Lateness that a busy machine makes up for by itself stays below this. */
const HOLE_MS = 120;
/** A late stream is a hole when it has not caught up after so many stamps (at least 170 ms at 48 kHz). */
const CONFIRM_STAMPS = 8;
/** Part of the lateness by which the zero line follows, so that a device clock that drifts (100 ppm) makes no hole. */
const FOLLOW = 0.01;

/**
 * Relates stream positions to the wall clock. Frames arrive in bursts, never early: the earliest arrivals define when a
 * frame was recorded. A lasting jump of lateness is a hole.
 */
export class StreamClock {
  readonly #sampleRate: number;
  #zeroMs: number | null = null;
  #stall: number | null = null;
  #late: { position: number; stamps: number; leastMs: number } | null = null;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** Tells that the next frames came after a pause of the render thread, which names the exact place of a hole. */
  stalled(position: number): void {
    if (this.#late === null) this.#stall = position;
  }

  /**
   * @param position of a frame in the stream
   * @param wallMs epoch milliseconds at which it arrived
   * @returns a hole, once it is certain
   */
  stamp(position: number, wallMs: number): StreamHole | null {
    const zero = wallMs - (position / this.#sampleRate) * 1000;
    if (this.#zeroMs === null || zero <= this.#zeroMs) this.#zeroMs = zero;
    const lateMs = zero - this.#zeroMs;
    if (lateMs < HOLE_MS) {
      this.#zeroMs += lateMs * FOLLOW;
      this.#late = null;
      this.#stall = null;
      return null;
    }
    this.#late ??= { position: this.#stall ?? position, stamps: 0, leastMs: lateMs };
    this.#late.stamps++;
    this.#late.leastMs = Math.min(this.#late.leastMs, lateMs);
    return this.#late.stamps < CONFIRM_STAMPS ? null : this.#confirm(this.#late.position, this.#late.leastMs);
  }

  #confirm(position: number, lengthMs: number): StreamHole {
    this.#zeroMs = (this.#zeroMs ?? 0) + lengthMs;
    this.#late = null;
    this.#stall = null;
    return { position, lengthMs };
  }

  /** The stream position that was recorded at a moment, fractions of a frame included; null before the first stamp. */
  positionAt(wallMs: number): number | null {
    return this.#zeroMs === null ? null : ((wallMs - this.#zeroMs) / 1000) * this.#sampleRate;
  }
}
