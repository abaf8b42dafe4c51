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
  let best = { period: around, offset: from, score: -Infinity };
  for (let i = -steps; i <= steps; i++) {
    const period = around + i * step;
    for (let offset = 0; offset < period; offset += 2) {
      const score = comb(smooth, from + offset, period, from + span);
      if (score > best.score) best = { period, offset: from + offset, score };
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

function comb(values: Float32Array, from: number, period: number, to: number): number {
  let score = 0;
  for (let frame = from; frame < to; frame += period) score += values[frame | 0]!;
  return score;
}

/** Triangle over 5 frames. */
function smoothed(sum: Float32Array): Float32Array {
  return sum.map((value, i) => {
    const near = (sum[i - 1] ?? 0) + (sum[i + 1] ?? 0);
    const far = (sum[i - 2] ?? 0) + (sum[i + 2] ?? 0);
    return (3 * value + 2 * near + far) / 9;
  });
}

/** All beats of a pulse from `from` to `to`. */
export function beatsOf({ period, offset }: Pulse, from: number, to: number): Float64Array {
  const first = Math.ceil((from - offset) / period);
  const count = Math.max(0, Math.floor((to - 1 - offset) / period) - first + 1);
  return Float64Array.from({ length: count }, (_, i) => offset + (first + i) * period);
}
