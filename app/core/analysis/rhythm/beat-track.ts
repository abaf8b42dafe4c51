import type { Envelope } from './envelope.ts';
import { periodAt, type TempoClass } from './tempo-classes.ts';

/** How much a beat costs that comes early or late. */
const TIGHTNESS = 300;
/** A beat comes at the earliest and the latest after these shares of the period. */
const [EARLIEST, LATEST] = [0.8, 1.25];

/**
 * Frames of the beats by dynamic programming: those that meet most onset strength and keep to the period.
 *
 * @see D. Ellis: Beat tracking by dynamic programming, Journal of New Music Research 36, 2007
 */
export function trackBeats({ sum, from, to }: Envelope, tempo: TempoClass): Float64Array {
  const scores = new Float64Array(to);
  const before = new Int32Array(to).fill(-1);
  const costs = new Float64Array(LOGS.length);
  let costsOf = 0;
  for (let frame = from; frame < to; frame++) {
    const period = periodAt(tempo, frame);
    const shortest = Math.round(EARLIEST * period);
    const longest = Math.round(LATEST * period);
    if (period !== costsOf) {
      setCosts(costs, period, shortest, longest);
      costsOf = period;
    }
    const other = bestBefore(scores, costs, frame, shortest, Math.min(longest, frame - from));
    const best = other < 0 ? -Infinity : scores[other]! - costs[frame - other]!;
    // The first beats may lie anywhere.
    const isFirst = frame < from + 1.5 * period && best <= 0;
    if (!isFirst) before[frame] = other;
    scores[frame] = sum[frame]! + (isFirst ? 0 : Math.max(best, -1e9));
  }
  return backtrace(scores, before, from, to, to > 0 ? periodAt(tempo, to) : 0);
}

/** Writes what a beat costs that comes so many frames after another. */
function setCosts(costs: Float64Array, period: number, shortest: number, longest: number): void {
  const log = Math.log(period);
  for (let gap = shortest; gap <= longest; gap++) costs[gap] = TIGHTNESS * (LOGS[gap]! - log) ** 2;
}

/** The frame from which a beat is reached best, -1 for none. */
function bestBefore(
  scores: Float64Array,
  costs: Float64Array,
  frame: number,
  shortest: number,
  longest: number,
): number {
  let best = -Infinity;
  let at = -1;
  for (let gap = shortest; gap <= longest; gap++) {
    const score = scores[frame - gap]! - costs[gap]!;
    if (score > best) {
      best = score;
      at = frame - gap;
    }
  }
  return at;
}

/** Logarithms of whole numbers of frames; periods, 1.25 times the longest of a path included, stay below. */
const LOGS = Float64Array.from({ length: 256 }, (_, distance) => Math.log(Math.max(1, distance)));

function backtrace(scores: Float64Array, before: Int32Array, from: number, to: number, period: number): Float64Array {
  let best = -1;
  for (let frame = Math.max(from, Math.floor(to - period)); frame < to; frame++) {
    if (best < 0 || scores[frame]! > scores[best]!) best = frame;
  }
  const beats: number[] = [];
  for (let frame = best; frame >= 0; frame = before[frame]!) beats.push(frame);
  return Float64Array.from(beats.reverse());
}

/** Value between two frames. */
export function valueAt(values: Float32Array, frame: number): number {
  const below = Math.floor(frame);
  const low = below >= 0 && below < values.length ? values[below]! : 0;
  const high = below >= -1 && below + 1 < values.length ? values[below + 1]! : 0;
  return low + (frame - below) * (high - low);
}

/** Mean onset strength at beats. */
export function supportOf(sum: Float32Array, beats: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < beats.length; i++) total += valueAt(sum, beats[i]!);
  return beats.length > 0 ? total / beats.length : 0;
}
