import type { LoudnessResult } from '#contracts/records/analysis.ts';
import { integratedLoudness, loudnessOf, loudnessRange } from './gating.ts';

const HOPS_PER_SECOND = 10;
const BLOCK_HOPS = 4;
const SHORT_TERM_HOPS = 30;
/** What stands for silence in a curve, LUFS. */
const SILENCE = -120;

/**
 * Integrated, momentary and short-term loudness and its range (ITU-R BS.1770-5, EBU R 128, Tech 3341, 3342).
 *
 * @param hops K-weighted power, summed over channels, of each whole 100 ms
 */
export function loudnessOfHops(
  hops: readonly number[],
): Pick<LoudnessResult, 'integrated' | 'range' | 'maxMomentary' | 'maxShortTerm' | 'shortTerm'> {
  const momentary = windows(hops, BLOCK_HOPS);
  const shortTerm = windows(hops, SHORT_TERM_HOPS);
  return {
    integrated: integratedLoudness(momentary),
    range: loudnessRange(shortTerm),
    maxMomentary: loudest(momentary),
    maxShortTerm: loudest(shortTerm),
    shortTerm: shortTermCurve(hops),
  };
}

function shortTermCurve(hops: readonly number[]): Float32Array {
  return Float32Array.from({ length: Math.floor(hops.length / HOPS_PER_SECOND) }, (_, second) => {
    const end = (second + 1) * HOPS_PER_SECOND;
    const sum = hops.slice(Math.max(0, end - SHORT_TERM_HOPS), end).reduce((total, power) => total + power, 0);
    return Math.max(SILENCE, loudnessOf(sum / SHORT_TERM_HOPS));
  });
}

/** Mean power of each run of `length` hops, one hop apart. */
function windows(hops: readonly number[], length: number): number[] {
  const means: number[] = [];
  let sum = 0;
  hops.forEach((power, index) => {
    sum += power;
    if (index >= length) sum -= hops[index - length] as number;
    if (index >= length - 1) means.push(Math.max(0, sum) / length);
  });
  return means;
}

/** Loudness in LUFS of the strongest of these mean powers, null for silence. */
function loudest(powers: readonly number[]): number | null {
  const most = powers.reduce((best, power) => Math.max(best, power), 0);
  return most > 0 ? loudnessOf(most) : null;
}
