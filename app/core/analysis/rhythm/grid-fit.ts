import type { Pulse } from './constant-pulse.ts';
import { PARTS, type OnsetTimes } from './onset-times.ts';
import { ONSET_BANDS } from './features.ts';

const ROUNDS = 14;
/** Residual in frames at which an onset counts half, in the first round and from the last but some on. */
const [SPREAD, FINEST] = [0.8, 0.3];
/** By this it shrinks from round to round. */
const SHRINKS = 0.9;
const GROUPS = ONSET_BANDS * PARTS;

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
  const fit = fitOf(onsets);
  let { period, offset } = start;
  for (let round = 0; round < ROUNDS; round++) {
    setResiduals(fit, period, offset);
    setWeights(fit, onsets.weight, Math.max(FINEST, SPREAD * SHRINKS ** round));
    updateDelays(fit);
    const line = weightedLine(fit);
    if (!line) break;
    ({ period, offset } = line);
  }
  setResiduals(fit, period, offset);
  return { period, offset, residuals: byBeat(fit, onsets.beat, beats.length) };
}

/** The onsets as the rounds need them, and what they work out. */
interface Fit {
  readonly time: Float64Array;
  /** Beat and part of it. */
  readonly position: Float64Array;
  readonly group: Uint8Array;
  readonly weights: Float64Array;
  readonly residuals: Float64Array;
  /** Of each band at each quarter of the beat. */
  readonly delays: Float64Array;
}

function fitOf({ time, beat, part, band }: OnsetTimes): Fit {
  const count = time.length;
  const position = new Float64Array(count);
  const group = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    position[i] = beat[i]! + part[i]! / PARTS;
    group[i] = part[i]! * ONSET_BANDS + band[i]!;
  }
  const [weights, residuals, delays] = [count, count, GROUPS].map((length) => new Float64Array(length));
  return { time, position, group, weights: weights!, residuals: residuals!, delays: delays! };
}

function setResiduals({ time, position, group, delays, residuals }: Fit, period: number, offset: number): void {
  for (let i = 0; i < time.length; i++) residuals[i] = time[i]! - delays[group[i]!]! - offset - period * position[i]!;
}

function setWeights({ residuals, weights }: Fit, clarity: Float32Array, spread: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = clarity[i]! / (1 + (residuals[i]! / spread) ** 2);
}

/** The delay of a band is what its onsets are late on the whole; on the beat they sum to 0 over all onsets. */
function updateDelays({ group, weights, residuals, delays }: Fit): void {
  const sums = new Float64Array(GROUPS);
  const totals = new Float64Array(GROUPS);
  for (let i = 0; i < group.length; i++) {
    sums[group[i]!]! += weights[i]! * residuals[i]!;
    totals[group[i]!]! += weights[i]!;
  }
  let mean = 0;
  let total = 1e-9;
  for (let i = 0; i < GROUPS; i++) {
    delays[i]! += sums[i]! / (totals[i]! + 2);
    if (i >= ONSET_BANDS) continue;
    mean += delays[i]! * totals[i]!;
    total += totals[i]!;
  }
  for (let i = 0; i < GROUPS; i++) delays[i]! -= mean / total;
}

function weightedLine({ time, position, group, weights, delays }: Fit): Pulse | null {
  let total = 0;
  let meanK = 0;
  let meanT = 0;
  for (let i = 0; i < time.length; i++) {
    total += weights[i]!;
    meanK += weights[i]! * position[i]!;
    meanT += weights[i]! * (time[i]! - delays[group[i]!]!);
  }
  if (total <= 0) return null;
  meanK /= total;
  meanT /= total;
  let above = 0;
  let below = 0;
  for (let i = 0; i < time.length; i++) {
    const k = position[i]! - meanK;
    above += weights[i]! * k * (time[i]! - delays[group[i]!]! - meanT);
    below += weights[i]! * k ** 2;
  }
  if (below <= 0) return null;
  const period = above / below;
  return { period, offset: meanT - period * meanK };
}

function byBeat({ weights, residuals }: Fit, beat: Int32Array, beats: number): Float64Array {
  const sums = new Float64Array(beats);
  const totals = new Float64Array(beats);
  for (let i = 0; i < beat.length; i++) {
    sums[beat[i]!]! += weights[i]! * residuals[i]!;
    totals[beat[i]!]! += weights[i]!;
  }
  return sums.map((sum, i) => (totals[i]! > 0 ? sum / totals[i]! : NaN));
}
