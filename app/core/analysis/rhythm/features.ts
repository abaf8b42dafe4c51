/** Frames of onset strength a second. */
export const FRAME_RATE = 100;
/** Frequency bands of the onset strength; the lowest holds the kick drum, the highest the cymbals. */
export const ONSET_BANDS = 8;
/** Frames that one row of {@link RhythmFeatures.tones} covers. */
export const TONE_FRAMES = 10;
/** Values of a row of {@link RhythmFeatures.tones}: 12 pitch classes, 8 bass regions, the level of 8 bands. */
export const TONE_SIZE = 28;
/** Where the bass regions begin in a row of tones. */
export const TONE_BASS = 12;
/** Where the levels begin in a row of tones. */
export const TONE_LEVELS = 20;

/**
 * What the rhythm analysis knows of the audio: 432 bytes of onset strength and tones for each tenth of a second and
 * nothing else, whatever the sample rate. Frame `n` is centred at `n / 100` seconds from the start of the audio.
 */
export interface RhythmFeatures {
  readonly frames: number;
  readonly durationSec: number;
  /** Onset strength, `frames` rows of {@link ONSET_BANDS}. */
  readonly onsets: Float32Array;
  /** What sounds, for harmonic change: one row of {@link TONE_SIZE} for each {@link TONE_FRAMES} frames, rounded up. */
  readonly tones: Float32Array;
}
