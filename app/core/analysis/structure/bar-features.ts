import { CHROMA_BINS } from '../features/tonal-frame.ts';
import type { TonalFeatures } from '../features/tonal-features.ts';
import { MEL_BANDS, type TimbreFeatures } from '../features/timbre-features.ts';

/** Levels this far below the loudest bar's band are all alike, dB. */
const RANGE_DB = 45;
/** Mel bands in groups of about an octave: enough to tell what plays. */
const GROUPS = 10;
const GROUP_SIZE = MEL_BANDS / GROUPS;

/** What makes rises and harmony count beside levels; found on the tune half of the bench. */
const RISE_SCALE = 3.5;
const CHROMA_SCALE = 0.64;

/** Where each of these begins in a row. */
export const BAR_LEVELS = 0;
export const BAR_RISES = GROUPS;
export const BAR_CHROMA = 2 * GROUPS;
/** Numbers for a bar: level of ten bands, how much rises in them, twelve pitch classes. */
export const BAR_SIZE = 2 * GROUPS + 12;

/**
 * Rows of {@link BAR_SIZE}, one for each bar: levels and rises in dB / 10 above the track's floor, pitch classes as shares.
 * Gain changes nothing, since levels count from the loudest.
 */
export function barFeatures(timbre: TimbreFeatures, tonal: TonalFeatures, bars: Float64Array): Float32Array {
  const count = Math.max(0, bars.length - 1);
  const rows = new Float32Array(count * BAR_SIZE);
  const floor = loudestBand(timbre) - RANGE_DB;
  for (let bar = 0; bar < count; bar++) {
    const row = rows.subarray(bar * BAR_SIZE, (bar + 1) * BAR_SIZE);
    const [from, to] = [bars[bar] as number, bars[bar + 1] as number];
    addTimbre(timbre, framesBetween(timbre, from, to), floor, row);
    addChroma(tonal, framesBetween(tonal, from, to), row);
  }
  return rows;
}

type Clock = Pick<TimbreFeatures, 'firstSec' | 'frameRate' | 'frames'>;

/** Frames whose centre lies in between; at least one where there are any. */
export function framesBetween({ firstSec, frameRate, frames }: Clock, from: number, to: number): [number, number] {
  const first = Math.max(0, Math.min(frames - 1, Math.ceil((from - firstSec) * frameRate)));
  return [first, Math.min(frames, Math.max(first + 1, Math.ceil((to - firstSec) * frameRate)))];
}

/** The 99th percentile, so that a single crash is not the measure. */
function loudestBand({ mel }: TimbreFeatures): number {
  const sample = mel.filter((_, i) => i % 7 === 0).sort();
  return sample[Math.floor(0.99 * (sample.length - 1))] ?? 0;
}

function addTimbre(timbre: TimbreFeatures, [from, to]: [number, number], floor: number, row: Float32Array): void {
  const before = new Float64Array(GROUPS);
  for (let frame = from; frame < to; frame++) {
    for (let group = 0; group < GROUPS; group++) {
      let level = 0;
      for (let i = 0; i < GROUP_SIZE; i++) {
        level += Math.max(0, (timbre.mel[frame * MEL_BANDS + group * GROUP_SIZE + i] as number) - floor);
      }
      level /= 10 * GROUP_SIZE;
      const rise = frame > from ? Math.max(0, level - (before[group] as number)) : 0;
      row[BAR_LEVELS + group] = (row[BAR_LEVELS + group] as number) + level / (to - from);
      row[BAR_RISES + group] = (row[BAR_RISES + group] as number) + (RISE_SCALE * rise) / (to - from);
      before[group] = level;
    }
  }
}

function addChroma(tonal: TonalFeatures, [from, to]: [number, number], row: Float32Array): void {
  const chroma = row.subarray(BAR_CHROMA);
  let sum = 0;
  for (let frame = from; frame < to; frame++) {
    for (let bin = 0; bin < CHROMA_BINS; bin++) {
      const value = (tonal.harmony[frame * CHROMA_BINS + bin] as number) * (tonal.tonality[frame] as number);
      const pitch = Math.floor(((bin + 1) % CHROMA_BINS) / 3);
      chroma[pitch] = (chroma[pitch] as number) + value;
      sum += value;
    }
  }
  if (sum > 0) for (let i = 0; i < 12; i++) chroma[i] = (CHROMA_SCALE * (chroma[i] as number)) / sum;
}
