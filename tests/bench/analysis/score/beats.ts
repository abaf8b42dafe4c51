/** How far in seconds from the true beat still counts as found. */
const WINDOW_SEC = 0.07;
/** Trackers get this long to find in; as in mir_eval. */
const FROM_SEC = 5;

/**
 * F-measure of times from {@link FROM_SEC} on. Each true time counts once and so does each found one; both rise. Null where
 * nothing is to be found.
 */
export function beatF(truth: readonly number[], found: readonly number[]): number | null {
  return matchF(
    truth.filter((time) => time >= FROM_SEC),
    found.filter((time) => time >= FROM_SEC),
    WINDOW_SEC,
  );
}

/** F-measure of two rising lists of times; null where nothing is to be found. */
export function matchF(truth: readonly number[], found: readonly number[], windowSec: number): number | null {
  if (truth.length === 0) return null;
  const hits = countHits(truth, found, windowSec);
  return (2 * hits) / (truth.length + found.length);
}

/** Greedy from the left, which is best possible for equal windows on rising times. */
function countHits(truth: readonly number[], found: readonly number[], windowSec: number): number {
  let [i, j, hits] = [0, 0, 0];
  while (i < truth.length && j < found.length) {
    const distance = (found[j] as number) - (truth[i] as number);
    // A nanosecond for rounding.
    if (Math.abs(distance) <= windowSec + 1e-9) {
      hits++;
      i++;
      j++;
    } else if (distance < 0) j++;
    else i++;
  }
  return hits;
}
