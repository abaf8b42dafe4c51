import { BAR_SIZE } from './bar-features.ts';

/** Bars on each side that are compared, and how much that counts. All of these were found on the bench's tune half. */
const REACHES = [
  [1, 0.1],
  [2, 0.23],
  [4, 0.42],
  [8, 0.13],
] as const;
/** Variance that every stretch has, so that exact repetition does not make a breath a boundary. */
const PLAIN_VARIANCE = 0.37;
/** A bar next to one where more changes loses this share of the difference. */
const SHADOW = 0.18;
const SHADOW_REACH = 3;
/** Fewest bars of a section. */
const SHORTEST = 4;
/** What a boundary has to gain to be worth it. */
const COST = 1.1;
/** What a section gains whose bars are a multiple of so many. */
const PHRASES = [
  [4, 0.1],
  [8, 0.34],
] as const;
/** Longest section in bars that is searched; bounds the work for mixes of hours. */
const LONGEST = 128;

/**
 * How much changes at the start of each bar: distance between the means of the bars before and after, against what
 * they vary in themselves. The diagonal of a self-similarity matrix under a checkerboard kernel, without the matrix.
 *
 * @see J. Foote, Automatic audio segmentation using a measure of audio novelty, 2000
 */
export function novelty(rows: Float32Array): Float64Array {
  const bars = rows.length / BAR_SIZE;
  const curve = new Float64Array(bars);
  for (let bar = 1; bar < bars; bar++) {
    for (const [reach, worth] of REACHES) {
      const left = Math.min(reach, bar);
      const right = Math.min(reach, bars - bar);
      curve[bar] = (curve[bar] as number) + worth * contrast(rows, bar - left, bar, bar + right);
    }
  }
  return curve.map((value, bar) => {
    const around = curve.subarray(Math.max(1, bar - SHADOW_REACH), bar + SHADOW_REACH + 1);
    const most = around.reduce((largest, other) => Math.max(largest, other), value);
    return value - SHADOW * (most - value);
  });
}

/** Distance of the means of `from`..`at` and `at`..`to`. */
function contrast(rows: Float32Array, from: number, at: number, to: number): number {
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < BAR_SIZE; i++) {
    const before = moments(rows, i, from, at);
    const after = moments(rows, i, at, to);
    distance += (before.mean - after.mean) ** 2;
    spread += (before.variance * (at - from) + after.variance * (to - at)) / (to - from);
  }
  return Math.sqrt(distance) / Math.sqrt(PLAIN_VARIANCE + spread);
}

function moments(rows: Float32Array, column: number, from: number, to: number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let bar = from; bar < to; bar++) {
    const value = rows[bar * BAR_SIZE + column] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / (to - from);
  return { mean, variance: Math.max(0, squares / (to - from) - mean * mean) };
}

/**
 * First bars of the sections, 0 included: the division that gains most from its boundaries and whole phrases.
 *
 * @param arePhrased whether these are bars of the music, so that phrases of 4 and 8 can be expected
 */
export function sectionStarts(curve: Float64Array, arePhrased: boolean): number[] {
  const bars = curve.length;
  const best = new Float64Array(bars + 1).fill(-Infinity);
  const from = new Int32Array(bars + 1);
  best[0] = 0;
  for (let end = 1; end <= bars; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const isEdge = start === 0 || end === bars;
      if (end - start < SHORTEST && !isEdge) continue;
      const gain = end === bars ? 0 : (curve[end] as number) - COST;
      const phrase = arePhrased ? (isEdge ? 0.5 : 1) * phraseGain(end - start) : 0;
      const total = (best[start] as number) + gain + phrase;
      if (total > (best[end] as number)) {
        best[end] = total;
        from[end] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let end = bars; end > 0; end = from[end] as number) starts.unshift(from[end] as number);
  return starts;
}

const phraseGain = (bars: number): number =>
  PHRASES.reduce((gain, [of, worth]) => (bars % of === 0 ? Math.max(gain, worth) : gain), 0);
