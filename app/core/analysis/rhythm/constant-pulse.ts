import { valueAt } from './beat-track.ts';
import type { Envelope } from './envelope.ts';

/** Longest audio in frames that is searched for one tempo by brute force. */
const LONGEST = 90_000;
/** Largest error of the period that the beats leave, as share. */
const REACH = 0.012;

/** A pulse of one tempo: beats at `offset + i * period`, in frames. */
export interface Pulse {
  readonly period: number;
  readonly offset: number;
}

/** Least-squares line through beats; their indices by the usual distance, so that a slip costs one beat only. */
export function lineThrough(beats: ArrayLike<number>): Pulse {
  const count = beats.length;
  if (count < 2) return { period: 50, offset: beats[0] ?? 0 };
  let [meanI, meanT, above, below] = [(count - 1) / 2, 0, 0, 0];
  for (let i = 0; i < count; i++) meanT += beats[i]! / count;
  for (let i = 0; i < count; i++) {
    above += (i - meanI) * (beats[i]! - meanT);
    below += (i - meanI) ** 2;
  }
  const period = above / below;
  return { period, offset: meanT - period * meanI };
}

/** The constant pulse near `period` that meets most onset strength. */
export function bestPulse({ sum, from, to }: Envelope, around: number): Pulse {
  const smooth = smoothed(sum);
  const span = Math.min(to - from, LONGEST);
  const beats = Math.max(2, Math.floor(span / around));
  const step = 2 / beats;
  const steps = Math.ceil((REACH * around) / step);
  const scores = new Float64Array(Math.ceil((around + steps * step) / 2 / TEETH) * TEETH);
  let best = { period: around, offset: from, score: -Infinity };
  for (let i = -steps; i <= steps; i++) {
    const period = around + i * step;
    for (let at = 0; 2 * at < period; at += TEETH) comb(smooth, from + 2 * at, period, from + span, scores, at);
    for (let at = 0; 2 * at < period; at++) {
      if (scores[at]! > best.score) best = { period, offset: from + 2 * at, score: scores[at]! };
    }
  }
  return refine(sum, best, from + span);
}

/** Hill climbing on the unsmoothed strength, in ever smaller steps. */
function refine(sum: Float32Array, start: Pulse, to: number): Pulse {
  const beats = Math.max(2, (to - start.offset) / start.period);
  const value = ({ period, offset }: Pulse) => {
    let score = 0;
    for (let frame = offset; frame < to; frame += period) score += valueAt(sum, frame);
    return score;
  };
  let best = start;
  let score = value(best);
  for (let size = 1; size > 0.05; size /= 2) {
    for (let i = 0; i < 4; i++) {
      const before = score;
      for (const [tilt, shift] of MOVES) {
        // Turned around the middle, so that tilt and shift do not depend on each other.
        const period = best.period + (tilt * size) / (beats / 2);
        const offset = best.offset + (shift - tilt) * size;
        const next = value({ period, offset });
        if (next > score) [best, score] = [{ period, offset }, next];
      }
      if (score === before) break;
    }
  }
  return best;
}

const MOVES = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Combs that are laid over the strength together, each two frames behind the one before. */
const TEETH = 5;

/** Writes the sums of `values` from `from` to `to` at every period, for {@link TEETH} combs from `at` on. */
function comb(values: Float64Array, from: number, period: number, to: number, scores: Float64Array, at: number): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let frame = from;
  const last = to - 2 * (TEETH - 1);
  for (; frame < last; frame += period) {
    const whole = frame | 0;
    a += values[whole]!;
    b += values[whole + 2]!;
    c += values[whole + 4]!;
    d += values[whole + 6]!;
    e += values[whole + 8]!;
  }
  for (; frame < to; frame += period) {
    const whole = frame | 0;
    a += values[whole]!;
    if (frame + 2 < to) b += values[whole + 2]!;
    if (frame + 4 < to) c += values[whole + 4]!;
    if (frame + 6 < to) d += values[whole + 6]!;
    if (frame + 8 < to) e += values[whole + 8]!;
  }
  scores[at] = a;
  scores[at + 1] = b;
  scores[at + 2] = c;
  scores[at + 3] = d;
  scores[at + 4] = e;
}

/** Triangle over 5 frames: single floats, kept as doubles so that the combs need not convert them. */
function smoothed(sum: Float32Array): Float64Array {
  const smooth = new Float64Array(sum.length);
  for (let i = 0; i < sum.length; i++) {
    const near = (i > 0 ? sum[i - 1]! : 0) + (i + 1 < sum.length ? sum[i + 1]! : 0);
    const far = (i > 1 ? sum[i - 2]! : 0) + (i + 2 < sum.length ? sum[i + 2]! : 0);
    smooth[i] = Math.fround((3 * sum[i]! + 2 * near + far) / 9);
  }
  return smooth;
}

/** All beats of a pulse from `from` to `to`. */
export function beatsOf({ period, offset }: Pulse, from: number, to: number): Float64Array {
  const first = Math.ceil((from - offset) / period);
  const count = Math.max(0, Math.floor((to - 1 - offset) / period) - first + 1);
  return Float64Array.from({ length: count }, (_, i) => offset + (first + i) * period);
}
