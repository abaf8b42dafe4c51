import type { Pulse } from './constant-pulse.ts';
import { PARTS, type OnsetTimes } from './onset-times.ts';
import { ONSET_BANDS } from './features.ts';

const ROUNDS = 14;
/** Residual in frames at which an onset counts half, in the first round and from the last but some on. */
const [SPREAD, FINEST] = [0.8, 0.3];
/** By this it shrinks from round to round. */
const SHRINKS = 0.9;

/** Beats as `offset + index * period`, and what the onsets say against it. */
export interface GridFit extends Pulse {
  /** Mean of the residuals of each beat in frames, NaN where nothing sounded. */
  readonly residuals: Float64Array;
}

/**
 * Fits one tempo to the onsets by least squares, each band with a delay of its own (a bass drum peaks later than a
 * cymbal) at each quarter of the beat (swing), onsets far from the line counting less from round to round.
 */
export function fitGrid(onsets: OnsetTimes, beats: Float64Array, start: Pulse): GridFit {
  let { period, offset } = start;
  const delays = new Float64Array(GROUPS);
  const count = onsets.time.length;
  const weights = new Float64Array(count);
  const residual = (i: number) =>
    onsets.time[i]! - delays[groupOf(onsets, i)]! - offset - period * positionOf(onsets, i);
  for (let round = 0; round < ROUNDS; round++) {
    const spread = Math.max(FINEST, SPREAD * SHRINKS ** round);
    for (let i = 0; i < count; i++) weights[i] = onsets.weight[i]! / (1 + (residual(i) / spread) ** 2);
    updateDelays(onsets, weights, delays, residual);
    const line = weightedLine(onsets, weights, delays);
    if (!line) break;
    ({ period, offset } = line);
  }
  return { period, offset, residuals: byBeat(onsets, weights, beats.length, residual) };
}

const GROUPS = ONSET_BANDS * PARTS;
const groupOf = ({ band, part }: OnsetTimes, i: number) => part[i]! * ONSET_BANDS + band[i]!;
const positionOf = ({ beat, part }: OnsetTimes, i: number) => beat[i]! + part[i]! / PARTS;

/** The delay of a band is what its onsets are late on the whole; on the beat they sum to 0 over all onsets. */
function updateDelays(
  onsets: OnsetTimes,
  weights: Float64Array,
  delays: Float64Array,
  residual: (i: number) => number,
): void {
  const sums = new Float64Array(GROUPS);
  const totals = new Float64Array(GROUPS);
  for (let i = 0; i < onsets.time.length; i++) {
    const group = groupOf(onsets, i);
    sums[group]! += weights[i]! * residual(i);
    totals[group]! += weights[i]!;
  }
  let [mean, total] = [0, 1e-9];
  for (let i = 0; i < GROUPS; i++) {
    delays[i]! += sums[i]! / (totals[i]! + 2);
    if (i >= ONSET_BANDS) continue;
    mean += delays[i]! * totals[i]!;
    total += totals[i]!;
  }
  for (let i = 0; i < GROUPS; i++) delays[i]! -= mean / total;
}

function weightedLine(onsets: OnsetTimes, weights: Float64Array, delays: Float64Array): Pulse | null {
  const { time } = onsets;
  let [total, meanK, meanT] = [0, 0, 0];
  for (let i = 0; i < time.length; i++) {
    total += weights[i]!;
    meanK += weights[i]! * positionOf(onsets, i);
    meanT += weights[i]! * (time[i]! - delays[groupOf(onsets, i)]!);
  }
  if (total <= 0) return null;
  meanK /= total;
  meanT /= total;
  let [above, below] = [0, 0];
  for (let i = 0; i < time.length; i++) {
    const k = positionOf(onsets, i) - meanK;
    above += weights[i]! * k * (time[i]! - delays[groupOf(onsets, i)]! - meanT);
    below += weights[i]! * k ** 2;
  }
  if (below <= 0) return null;
  const period = above / below;
  return { period, offset: meanT - period * meanK };
}

function byBeat({ beat, time }: OnsetTimes, weights: Float64Array, beats: number, residual: (i: number) => number) {
  const sums = new Float64Array(beats);
  const totals = new Float64Array(beats);
  for (let i = 0; i < time.length; i++) {
    sums[beat[i]!]! += weights[i]! * residual(i);
    totals[beat[i]!]! += weights[i]!;
  }
  return sums.map((sum, i) => (totals[i]! > 0 ? sum / totals[i]! : NaN));
}
