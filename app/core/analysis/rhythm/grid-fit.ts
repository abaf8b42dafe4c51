import type { Pulse } from './constant-pulse.ts';
import type { OnsetTimes } from './onset-times.ts';
import { ONSET_BANDS } from './features.ts';

const ROUNDS = 8;
/** Residual in frames at which an onset counts half. */
const SPREAD = 0.8;

/** Beats as `offset + index * period`, and what the onsets say against it. */
export interface GridFit extends Pulse {
  /** Mean of the residuals of each beat in frames, NaN where nothing sounded. */
  readonly residuals: Float64Array;
}

/**
 * Fits one tempo to the onsets by least squares, each band with a delay of its own (a bass drum peaks later than a
 * cymbal), onsets far from the line counting less from round to round.
 */
export function fitGrid(onsets: OnsetTimes, beats: Float64Array, start: Pulse): GridFit {
  let { period, offset } = start;
  const delays = new Float64Array(ONSET_BANDS);
  const count = onsets.time.length;
  const weights = new Float64Array(count);
  const residual = (i: number) => onsets.time[i]! - delays[onsets.band[i]!]! - offset - period * onsets.beat[i]!;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < count; i++) weights[i] = onsets.weight[i]! / (1 + (residual(i) / SPREAD) ** 2);
    updateDelays(onsets, weights, delays, residual);
    const line = weightedLine(onsets, weights, delays);
    if (!line) break;
    ({ period, offset } = line);
  }
  return { period, offset, residuals: byBeat(onsets, weights, beats.length, residual) };
}

/** The delay of a band is what its onsets are late on the whole; they sum to 0 over all onsets. */
function updateDelays(
  { band, time }: OnsetTimes,
  weights: Float64Array,
  delays: Float64Array,
  residual: (i: number) => number,
): void {
  const sums = new Float64Array(ONSET_BANDS);
  const totals = new Float64Array(ONSET_BANDS);
  for (let i = 0; i < time.length; i++) {
    sums[band[i]!]! += weights[i]! * residual(i);
    totals[band[i]!]! += weights[i]!;
  }
  let [mean, total] = [0, 1e-9];
  for (let i = 0; i < ONSET_BANDS; i++) {
    delays[i]! += sums[i]! / (totals[i]! + 2);
    mean += delays[i]! * totals[i]!;
    total += totals[i]!;
  }
  for (let i = 0; i < ONSET_BANDS; i++) delays[i]! -= mean / total;
}

function weightedLine({ beat, band, time }: OnsetTimes, weights: Float64Array, delays: Float64Array): Pulse | null {
  let [total, meanK, meanT] = [0, 0, 0];
  for (let i = 0; i < time.length; i++) {
    total += weights[i]!;
    meanK += weights[i]! * beat[i]!;
    meanT += weights[i]! * (time[i]! - delays[band[i]!]!);
  }
  if (total <= 0) return null;
  meanK /= total;
  meanT /= total;
  let [above, below] = [0, 0];
  for (let i = 0; i < time.length; i++) {
    above += weights[i]! * (beat[i]! - meanK) * (time[i]! - delays[band[i]!]! - meanT);
    below += weights[i]! * (beat[i]! - meanK) ** 2;
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
