import { fitLine, type Line } from './line.ts';
import { alignment } from './phasor.ts';

/** A constant beat grid: beats at `offsetSec + n * 60 / bpm`. */
export interface FittedGrid {
  readonly bpm: number;
  /** Time of the first beat at or after 0, in seconds. */
  readonly offsetSec: number;
  /** Share of the tracked beats that lie within {@link TOLERANCE} of the grid, 0 to 1. */
  readonly fit: number;
}

/** How far a beat may be from the grid and still belong to it, as a share of the period. */
const TOLERANCE = 0.12;
const ROUNDS = 5;
const MIN_BEATS = 4;
/** How far the true period may be from the median of the tracked ones, as a share of it. */
const SEARCH = 0.04;
/** Candidates of neighbouring periods differ by at most this share of a period at the last beat. */
const DRIFT = 1 / 8;

/**
 * Fits a constant grid to tracked beats: a search for the period around the median of the tracked ones, then least
 * squares over the beats near that grid. Missed, doubled and stray beats do not move it, nor does a tracker that goes
 * over to the off-beat for a while.
 *
 * @param beats rising times in seconds
 * @returns null when there are fewer than four beats or they have no common period
 */
export function fitGrid(beats: ArrayLike<number>): FittedGrid | null {
  const times = Array.from(beats).filter((time) => Number.isFinite(time));
  if (times.length < MIN_BEATS) return null;
  const typical = median(times.slice(1).map((time, i) => time - (times[i] as number)));
  if (!(typical > 0.1 && typical < 5)) return null;
  let best: FittedGrid | null = null;
  for (const start of candidates(times, typical)) {
    const grid = refine(times, start);
    if (grid && grid.fit > (best?.fit ?? 0)) best = grid;
  }
  return best;
}

/**
 * The best aligned period by whole beats, and by half beats in both phases: the latter is deaf to jumps to the
 * off-beat, after which the larger part of the beats decides.
 */
function candidates(times: readonly number[], typical: number): Line[] {
  const whole = bestAligned(times, typical, 1);
  const half = bestAligned(times, typical, 2);
  return [whole, half, { period: half.period, start: half.start + half.period / 2 }];
}

/** The period around `typical` whose `fold`th part the times fit best. */
function bestAligned(times: readonly number[], typical: number, fold: number): Line {
  const length = (times.at(-1) as number) - (times[0] as number);
  const step = (DRIFT * typical ** 2) / Math.max(length, typical);
  let best = { strength: -1, period: typical, start: 0 };
  for (let period = typical * (1 - SEARCH); period <= typical * (1 + SEARCH); period += step) {
    const { strength, start } = alignment(times, period / fold);
    if (strength > best.strength) best = { strength, period, start };
  }
  return best;
}

function refine(times: readonly number[], from: Line): FittedGrid | null {
  let line = from;
  let near: (readonly [number, number])[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const { period, start } = line;
    if (!(period > 0)) return null;
    const points = times.map((time) => [Math.round((time - start) / period), time] as const);
    near = points.filter(([index, time]) => Math.abs(time - start - index * period) < TOLERANCE * period);
    if (near.length < MIN_BEATS) return null;
    if (round < ROUNDS) line = fitLine(near);
  }
  const { period, start } = line;
  const offset = start % period;
  return { bpm: 60 / period, offsetSec: offset < -1e-9 ? offset + period : offset, fit: near.length / times.length };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
