import type { ChannelLevel } from '#core/capture/meter.ts';

/** Both well under the 2 s within which the user must know. */
const NO_FRAMES_MS = 1500;
const ZEROS_MS = 1900;

export type Silence = 'no-frames' | 'zeros' | 'ok';

/** Notices an input that delivers nothing, or nothing but exact zeros, which no microphone does. */
export class SilenceWatch {
  #framesAt: number;
  #soundAt: number;
  #state: Silence = 'ok';

  constructor(nowMs: number) {
    this.#framesAt = nowMs;
    this.#soundAt = nowMs;
  }

  frames(nowMs: number): void {
    this.#framesAt = nowMs;
  }

  levels(levels: readonly ChannelLevel[], nowMs: number): void {
    if (levels.some(({ peak }) => peak > 0)) this.#soundAt = nowMs;
  }

  /** The new state when it has changed, else null. */
  check(nowMs: number): Silence | null {
    let state: Silence = 'ok';
    if (nowMs - this.#framesAt > NO_FRAMES_MS) state = 'no-frames';
    else if (nowMs - this.#soundAt > ZEROS_MS) state = 'zeros';
    if (state === this.#state) return null;
    this.#state = state;
    return state;
  }
}
