import type { GridSegment } from '#contracts/records/analysis.ts';

/** Beats may lie this far from the grid, s. */
const TOLERANCE = 0.012;
/** Beats over which single beats are averaged. */
const SMOOTH = 2;
/** A segment has at least so many beats. */
const SHORTEST = 4;

/** Few straight lines through beats whose tempo changes, at `corners` at once. Beat indices count from the first beat. */
export function segmentsThrough(beats: Float64Array, corners: readonly number[] = []): GridSegment[] {
  const smooth = smoothed(beats, corners);
  const last = smooth.length - 1;
  const knots = [0, ...splits(smooth, 0, last), last];
  const times = fitted(smooth, knots);
  return knots.slice(0, -1).map((beat, i) => {
    const period = (times[i + 1]! - times[i]!) / (knots[i + 1]! - beat);
    return { timeSec: times[i]!, bpm: 60 / period, beat };
  });
}

/** Each beat by a line through its neighbours, but not across the corners where the tempo jumps. */
export function smoothed(beats: Float64Array, corners: readonly number[] = []): Float64Array {
  return beats.map((beat, i) => {
    const reach = Math.min(SMOOTH, i, beats.length - 1 - i, ...corners.map((corner) => Math.abs(corner - i)));
    if (reach === 0) return beat;
    let sum = 0;
    for (let k = -reach; k <= reach; k++) sum += beats[i + k]!;
    return sum / (2 * reach + 1);
  });
}

/** Where to bend, by the method of Douglas and Peucker. */
function splits(beats: Float64Array, from: number, to: number): number[] {
  let [worst, at] = [TOLERANCE, -1];
  const slope = (beats[to]! - beats[from]!) / (to - from);
  for (let i = from + SHORTEST; i <= to - SHORTEST; i++) {
    const error = Math.abs(beats[i]! - beats[from]! - slope * (i - from));
    if (error > worst) [worst, at] = [error, i];
  }
  return at < 0 ? [] : [...splits(beats, from, at), at, ...splits(beats, at, to)];
}

/** Times of the knots of the broken line with the least squares, by solving the tridiagonal normal equations. */
function fitted(beats: Float64Array, knots: readonly number[]): Float64Array {
  const count = knots.length;
  const [main, side, right] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k + 1 < count; k++) {
    const [from, to] = [knots[k]!, knots[k + 1]!];
    const end = k + 2 === count ? to : to - 1;
    for (let i = from; i <= end; i++) {
      const share = (i - from) / (to - from);
      main[k]! += (1 - share) ** 2;
      main[k + 1]! += share ** 2;
      side[k]! += share * (1 - share);
      right[k]! += (1 - share) * beats[i]!;
      right[k + 1]! += share * beats[i]!;
    }
  }
  for (let k = 1; k < count; k++) {
    const factor = side[k - 1]! / main[k - 1]!;
    main[k]! -= factor * side[k - 1]!;
    right[k]! -= factor * right[k - 1]!;
  }
  const times = new Float64Array(count);
  for (let k = count - 1; k >= 0; k--) {
    times[k] = (right[k]! - (k + 1 < count ? side[k]! * times[k + 1]! : 0)) / main[k]!;
  }
  return times;
}
