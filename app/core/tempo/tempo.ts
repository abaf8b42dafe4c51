import type { TempoResult } from '#contracts/records/analysis.ts';
import { constantGrid } from './beat-grid.ts';
import { fitGrid } from './grid.ts';

/** Share of beats on the grid below which the audio has no steady beat: that much fits some grid by chance. */
const LOOSE = 0.6;
/** Rise of energy at the beats below which nothing begins there: tones, noise and wind stay below, music far above. */
const FAINT = 0.6;
/** Beats after which more of them make the answer no surer. */
const ENOUGH_BEATS = 24;

/** A tempo that nobody can tell. */
export const noTempo: TempoResult = {
  bpm: null,
  confidence: 0,
  candidates: [],
  grid: null,
  isConstant: false,
  downbeatConfidence: 0,
  beats: new Float64Array(),
};

/**
 * The tempo of tracked beats: that of the constant grid that fits them, with a confidence that falls with the beats
 * off the grid and with too few of them. Where the bars begin is not looked for. Trackers find beats in anything, so that there is none where nothing begins.
 *
 * @param beats rising times in seconds
 * @param strength how much begins at the beats, by {@link beatStrength}
 */
export function tempoOf(beats: Float64Array, strength: number): TempoResult {
  if (strength < FAINT) return noTempo;
  const grid = fitGrid(beats);
  if (!grid || grid.fit < LOOSE) return { ...noTempo, beats };
  const confidence = grid.fit ** 2 * Math.min(1, beats.length / ENOUGH_BEATS);
  const { bpm, offsetSec } = grid;
  return {
    bpm,
    confidence,
    candidates: [{ bpm, probability: confidence }],
    grid: constantGrid(bpm, offsetSec),
    isConstant: true,
    downbeatConfidence: 0,
    beats,
  };
}
