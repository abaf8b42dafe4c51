/** What makes the sound of a loaded track. Times are those of the audio clock, positions seconds of the track. */
export interface DeckPlayer {
  readonly durationSec: number;
  /** Called when the track has run to its end by itself. */
  whenEnded: () => void;
  /** Plays from a position at a time; what sounds fades out at the same time. */
  start(positionSec: number, rate: number, atSec: number): void;
  stop(atSec: number): void;
  setRate(rate: number, atSec: number): void;
  /** Nearest position that can be started from exactly. */
  align(positionSec: number): number;
  /** Where the sound is, for players whose clock is not the audio clock; else null. */
  measuredSec(): number | null;
  /** Ends the sound and lets go of the memory. */
  dispose(): void;
}

/** Length of the ramps that keep starts and stops from clicking. */
export const FADE_SEC = 0.004;
