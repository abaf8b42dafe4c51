/** A point of a curve: seconds, and a value in its own unit. */
export type CurvePoint = readonly [sec: number, value: number];

/** Most points of one path: about one for each pixel of a phone. */
const MOST_POINTS = 600;

/** Values of whole seconds as points, each at the middle of its second; of long audio the means of several. */
export function secondsAsPoints(values: ArrayLike<number>): CurvePoint[] {
  const step = Math.max(1, Math.ceil(values.length / MOST_POINTS));
  const points: CurvePoint[] = [];
  for (let from = 0; from < values.length; from += step) {
    const to = Math.min(values.length, from + step);
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i] as number;
    points.push([(from + to) / 2, sum / (to - from)]);
  }
  return points;
}

/** What a plot shows: seconds from 0 on, and values from `low` to `high`. */
export interface PlotFrame {
  readonly durationSec: number;
  readonly low: number;
  readonly high: number;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Path of a curve in a box of 1 by 1 whose top is `high`; what lies beyond the box is cut off at its edge. */
export function curvePath(points: readonly CurvePoint[], { durationSec, low, high }: PlotFrame): string {
  const steps = points.map(([sec, value]) => {
    const y = 1 - (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return `${round(sec / durationSec)} ${round(y)}`;
  });
  return steps.length === 0 ? '' : `M${steps.join('L')}`;
}

/** The same with the surface below it. */
export function areaPath(points: readonly CurvePoint[], frame: PlotFrame): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  const x = (sec: number) => round(sec / frame.durationSec);
  return `${curvePath(points, frame)}L${x(last[0])} 1L${x(first[0])} 1Z`;
}

/** The value of the curve at a time: that of the point nearest to it. */
export function valueAt(points: readonly CurvePoint[], sec: number): number | null {
  let nearest: CurvePoint | undefined;
  for (const point of points) {
    if (!nearest || Math.abs(point[0] - sec) < Math.abs(nearest[0] - sec)) nearest = point;
  }
  return nearest ? nearest[1] : null;
}

/** Lowest and highest point. */
export function extremes(
  points: readonly CurvePoint[],
): { readonly low: CurvePoint; readonly high: CurvePoint } | null {
  const [first] = points;
  if (!first) return null;
  let [low, high] = [first, first];
  for (const point of points) {
    if (point[1] < low[1]) low = point;
    if (point[1] > high[1]) high = point;
  }
  return { low, high };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600] as const;

/** Times in seconds for the marks of an axis, at round steps, at most `most` of them. */
export function axisTimes(durationSec: number, most: number): number[] {
  const step = steps.find((each) => durationSec / each <= most) ?? 7200;
  return Array.from({ length: Math.floor(durationSec / step) + 1 }, (_, i) => i * step);
}
