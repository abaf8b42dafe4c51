import { ONSET_BANDS, TONE_FRAMES, TONE_SIZE, type RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { Random } from '../music/random.ts';
import type { Truth } from '../truth.ts';

/** Beats that an excerpt has at the least. */
const BEATS = 6;

/** What sounds in a part of a piece, and what is true of it. */
export interface Excerpt {
  readonly features: RhythmFeatures;
  readonly truth: Truth;
}

/** Some 3 to 15 s of what was heard, as short loops are, from anywhere; null where there is not as much. */
export function excerptOf(features: RhythmFeatures, truth: Truth): Excerpt | null {
  const { name, bpm } = truth;
  const random = new Random(`excerpt ${name}`);
  const seconds = Math.max(3 * 5 ** random.next(), bpm ? (BEATS * 60) / bpm : 0);
  if (features.durationSec < seconds + 1) return null;
  const first = Math.floor(random.between(0, features.durationSec - seconds) * 10);
  const rows = Math.round(seconds * 10);
  const [from, to] = [first * TONE_FRAMES, (first + rows) * TONE_FRAMES];
  const inside = (times: readonly number[] | undefined) =>
    times?.map((time) => time - first / 10).filter((time) => time >= 0 && time < rows / 10);
  const [beats, downbeats] = [inside(truth.beats), inside(truth.downbeats)];
  return {
    features: {
      frames: to - from,
      durationSec: (to - from) / 100,
      onsets: features.onsets.slice(from * ONSET_BANDS, to * ONSET_BANDS),
      tones: features.tones.slice(first * TONE_SIZE, (first + rows) * TONE_SIZE),
    },
    truth: { ...truth, ...(beats ? { beats } : {}), ...(downbeats ? { downbeats } : {}) },
  };
}
