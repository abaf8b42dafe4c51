/** A longer pause begins anew, seconds. */
const PAUSE_SEC = 2.5;
/** Fewest taps that say a tempo. */
const FEWEST = 4;
/** Most that are remembered: a tempo that drifts is heard in the latest. */
const MOST = 32;
/** A tap further than this from its place, in beats, is none. */
const SLIP = 0.3;

/** Adds a tap to those before it; after a pause it is the first. Times in seconds of any clock. */
export function addTap(taps: readonly number[], atSec: number): readonly number[] {
  const last = taps.at(-1);
  if (last === undefined || !(atSec - last > 0 && atSec - last <= PAUSE_SEC)) return [atSec];
  return [...taps.slice(1 - MOST), atSec];
}

/** A tempo and the beats' phase, as tapped. */
export interface TappedTempo {
  readonly bpm: number;
  /** A time at which a beat falls, on the clock of the taps. */
  readonly atSec: number;
}

/**
 * Tempo by a line through the taps (least squares over their numbers), so that single slips weigh little; missed taps
 * count as two steps. Null while there are too few.
 */
export function tempoOfTaps(taps: readonly number[]): TappedTempo | null {
  if (taps.length < FEWEST) return null;
  const steps = taps.slice(1).map((at, i) => at - (taps[i] as number));
  const median = [...steps].sort((a, b) => a - b)[steps.length >> 1] as number;
  let place = 0;
  const points = taps.map((at, i) => {
    if (i > 0) place += Math.max(1, Math.round((steps[i - 1] as number) / median));
    return [place, at] as const;
  });
  const first = line(points);
  const good = points.filter(([x, y]) => Math.abs(y - first.start - x * first.period) <= SLIP * first.period);
  const { start, period } = good.length >= FEWEST ? line(good) : first;
  return { bpm: 60 / period, atSec: start };
}

function line(points: readonly (readonly [number, number])[]): { readonly start: number; readonly period: number } {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  let [xy, xx] = [0, 0];
  for (const [x, y] of points) {
    xy += (x - x0) * (y - y0);
    xx += (x - x0) ** 2;
  }
  const period = xy / xx;
  return { start: y0 - period * x0, period };
}
