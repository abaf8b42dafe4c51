import { TONE_BASS, TONE_FRAMES, TONE_LEVELS, TONE_SIZE, type RhythmFeatures } from './features.ts';

/** Rows of tones that are compared with as many before. */
const REACH = 4;

/** Harmonic change by frame. */
export interface HarmonicFlux {
  readonly all: Float32Array;
  /** Of the bass alone, whose changes tell the beat best. */
  readonly bass: Float32Array;
}

export function harmonicFlux({ frames, tones }: RhythmFeatures): HarmonicFlux {
  const rows = tones.length / TONE_SIZE;
  const all = new Float32Array(rows);
  const bass = new Float32Array(rows);
  const before = new Float64Array(TONE_LEVELS);
  const after = new Float64Array(TONE_LEVELS);
  for (let row = 1; row < rows; row++) {
    before.fill(0);
    after.fill(0);
    for (let k = 0; k < REACH; k++) {
      addTones(tones, Math.max(0, row - 1 - k), before);
      addTones(tones, Math.min(rows - 1, row + k), after);
    }
    all[row] = distance(before, after, 0);
    bass[row] = distance(before, after, TONE_BASS);
  }
  return { all: byFrame(all, frames), bass: byFrame(bass, frames) };
}

function addTones(tones: Float32Array, row: number, sums: Float64Array): void {
  const from = row * TONE_SIZE;
  for (let i = 0; i < sums.length; i++) sums[i]! += tones[from + i]!;
}

/** How far the tones of the next 0.4 s are from those of the last, from `first` on. */
function distance(before: Float64Array, after: Float64Array, first: number): number {
  let sum = 0;
  for (let i = first; i < before.length; i++) sum += Math.abs(after[i]! - before[i]!) / REACH;
  return sum / (before.length - first);
}

/** The border of a row lies at its first frame. */
function byFrame(rows: Float32Array, frames: number): Float32Array {
  const change = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    const at = frame / TONE_FRAMES;
    const below = Math.floor(at);
    const next = Math.min(below + 1, rows.length - 1);
    change[frame] = rows[below]! + (at - below) * (rows[next]! - rows[below]!);
  }
  return change;
}
