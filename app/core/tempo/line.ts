/** Times at `start + index * period`, in seconds. */
export interface Line {
  readonly period: number;
  readonly start: number;
}

/** Least squares line through `(index, time)`; the period is not a number when all indices are the same. */
export function fitLine(points: readonly (readonly [index: number, time: number])[]): Line {
  let meanIndex = 0;
  let meanTime = 0;
  for (const [index, time] of points) {
    meanIndex += index / points.length;
    meanTime += time / points.length;
  }
  let covariance = 0;
  let variance = 0;
  for (const [index, time] of points) {
    covariance += (index - meanIndex) * (time - meanTime);
    variance += (index - meanIndex) ** 2;
  }
  const period = covariance / variance;
  return { period, start: meanTime - period * meanIndex };
}
