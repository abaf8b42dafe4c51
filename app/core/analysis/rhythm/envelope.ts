import { ONSET_BANDS, TONE_FRAMES, TONE_LEVELS, TONE_SIZE, type RhythmFeatures } from './features.ts';

/** Weight of each onset band in the sum: the kick drum leads. */
const WEIGHTS = [1.6, 1, 0.8, 0.8, 0.8, 1, 1, 1] as const;
/** Added to the strength of a band, so that what hardly sounds is not blown up. */
const FAINT = 0.05;
/** What is stronger than this many times the usual counts no more. */
const CAP = 6;
/** Mean level of the bands below which a moment is silent. */
const SILENT = 0.02;

/** Onset strength with all bands on one scale. Frames as in {@link RhythmFeatures}. */
export interface Envelope {
  readonly frames: number;
  /** `frames` rows of {@link ONSET_BANDS}, each band divided by its effective value. */
  readonly bands: Float32Array;
  /** Weighted sum of the bands with mean 0 and deviation 1. */
  readonly sum: Float32Array;
  /** Effective value of each band before that. */
  readonly strength: Float32Array;
  /** First frame that sounds and the one after the last. */
  readonly from: number;
  readonly to: number;
}

export function makeEnvelope(features: RhythmFeatures): Envelope {
  const { frames, onsets } = features;
  const [from, to] = soundingFrames(features);
  const strength = new Float32Array(ONSET_BANDS);
  for (let i = from * ONSET_BANDS; i < to * ONSET_BANDS; i++) strength[i % ONSET_BANDS]! += onsets[i]! ** 2;
  for (let band = 0; band < ONSET_BANDS; band++) strength[band] = Math.sqrt(strength[band]! / Math.max(1, to - from));
  const bands = new Float32Array(frames * ONSET_BANDS);
  const sum = new Float32Array(frames);
  for (let i = 0; i < bands.length; i++) {
    const band = i % ONSET_BANDS;
    const value = Math.min(CAP, onsets[i]! / (strength[band]! + FAINT));
    bands[i] = value;
    sum[(i / ONSET_BANDS) | 0]! += value * WEIGHTS[band]!;
  }
  standardise(sum, from, to);
  return { frames, bands, sum, strength, from, to };
}

/** Where the audio begins and ends to sound. */
function soundingFrames({ frames, tones }: RhythmFeatures): [from: number, to: number] {
  const rows = tones.length / TONE_SIZE;
  let [first, last] = [rows, -1];
  for (let row = 0; row < rows; row++) {
    let level = 0;
    for (let i = TONE_LEVELS; i < TONE_SIZE; i++) level += tones[row * TONE_SIZE + i]! / ONSET_BANDS;
    if (level < SILENT) continue;
    first = Math.min(first, row);
    last = row;
  }
  return last < 0 ? [0, 0] : [first * TONE_FRAMES, Math.min(frames, (last + 1) * TONE_FRAMES)];
}

/** Mean 0 and deviation 1 where it sounds, 0 elsewhere. */
function standardise(values: Float32Array, from: number, to: number): void {
  let mean = 0;
  let power = 0;
  for (let i = from; i < to; i++) mean += values[i]! / (to - from);
  for (let i = from; i < to; i++) power += (values[i]! - mean) ** 2 / (to - from);
  const scale = power > 1e-12 ? 1 / Math.sqrt(power) : 0;
  for (let i = 0; i < values.length; i++) values[i] = i >= from && i < to ? (values[i]! - mean) * scale : 0;
}
