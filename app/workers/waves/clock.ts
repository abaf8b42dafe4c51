import { SILENT_SEC } from './console-motion.ts';
import type { WaveClock, WaveMotion } from './protocol.ts';

/** A reading that lies so far off was a jump (the device slept), seconds. */
const JUMP_SEC = 0.05;
/** Share of a smaller difference that is taken over at each reading: what readings shiver is not seen. */
const FOLLOW = 0.2;

/** Tells the audio clock's time at any moment from readings now and then. */
export class AudioClock {
  /** Audio seconds less epoch seconds; null before the first reading. */
  private offset: number | null = null;

  read({ audioSec, epochMs }: WaveClock): void {
    const offset = audioSec - epochMs / 1000;
    const difference = this.offset === null ? Infinity : offset - this.offset;
    this.offset = Math.abs(difference) > JUMP_SEC ? offset : (this.offset ?? 0) + FOLLOW * difference;
  }

  /** Audio time in seconds, or null before the first reading. */
  at(epochMs: number): number | null {
    return this.offset === null ? null : epochMs / 1000 + this.offset;
  }
}

/** Where a deck is at a time of the audio clock; where it was last known to be while that time is not known. */
export function positionAt({ positionSec, rate, atSec }: WaveMotion, audioSec: number | null): number {
  return audioSec === null ? positionSec : positionSec + rate * Math.min(SILENT_SEC, audioSec - atSec);
}
