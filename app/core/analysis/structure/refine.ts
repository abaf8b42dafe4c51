import { MEL_BANDS, type TimbreFeatures } from '../features/timbre-features.ts';
import { framesBetween } from './bar-features.ts';

/** How far a boundary without a grid may move, and how much sound on each side decides, in seconds. */
const REACH_SEC = 2;
const SIDE_SEC = 2.5;

/** The time near `timeSec` at which the timbre changes most. */
export function refine(timbre: TimbreFeatures, timeSec: number): number {
  const step = 1 / timbre.frameRate;
  let best = timeSec;
  let most = -1;
  for (let at = Math.max(step, timeSec - REACH_SEC); at <= timeSec + REACH_SEC; at += step) {
    const before = meanOf(timbre, at - SIDE_SEC, at);
    const after = meanOf(timbre, at, at + SIDE_SEC);
    const change = before.reduce((sum, level, band) => sum + (level - (after[band] as number)) ** 2, 0);
    if (change > most) [most, best] = [change, at];
  }
  return best;
}

function meanOf(timbre: TimbreFeatures, fromSec: number, toSec: number): Float64Array {
  const [from, to] = framesBetween(timbre, Math.max(0, fromSec), toSec);
  const mean = new Float64Array(MEL_BANDS);
  for (let frame = from; frame < to; frame++) {
    for (let band = 0; band < MEL_BANDS; band++) {
      mean[band] = (mean[band] as number) + (timbre.mel[frame * MEL_BANDS + band] as number) / (to - from);
    }
  }
  return mean;
}
