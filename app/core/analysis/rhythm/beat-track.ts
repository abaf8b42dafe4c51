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
  for (let frame = from; frame < to; frame++) {
    const period = periodAt(tempo, frame);
    // The first beats may lie anywhere.
    let best = frame < from + 1.5 * period ? 0 : -Infinity;
    const earliest = Math.max(from, frame - Math.round(LATEST * period));
    const log = Math.log(period);
    for (let other = frame - Math.round(EARLIEST * period); other >= earliest; other--) {
      const score = scores[other]! - TIGHTNESS * (LOGS[frame - other]! - log) ** 2;
      if (score > best) {
        best = score;
        before[frame] = other;
      }
    }
    scores[frame] = sum[frame]! + Math.max(best, -1e9);
  }
  return backtrace(scores, before, from, to, to > 0 ? periodAt(tempo, to) : 0);
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
  const low = values[below] ?? 0;
  return low + (frame - below) * ((values[below + 1] ?? 0) - low);
}

/** Mean onset strength at beats. */
export function supportOf(sum: Float32Array, beats: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < beats.length; i++) total += valueAt(sum, beats[i]!);
  return beats.length > 0 ? total / beats.length : 0;
}
