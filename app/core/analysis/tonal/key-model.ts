import { keyWeights } from './key-weights.ts';
import { EVIDENCE } from './evidence.ts';

/** The 24 keys by number: 0 to 11 major from C upwards, 12 to 23 minor. */
export const KEYS = 24;
export const tonicOf = (key: number): number => key % 12;
export const modeOf = (key: number): 'major' | 'minor' => (key < 12 ? 'major' : 'minor');

/**
 * Log-odds of each key for one row of evidence into `out`. The same weights serve all twelve tonics: the evidence is
 * turned until the tonic comes first.
 */
export function keyScores(row: ArrayLike<number>, out: Float64Array): void {
  for (let key = 0; key < KEYS; key++) {
    const { weights, bias } = keyWeights[modeOf(key)];
    const tonic = tonicOf(key);
    let score = bias;
    for (let group = 0; group < EVIDENCE; group += 12) {
      for (let i = 0; i < 12; i++) {
        score += (weights[group + i] as number) * (row[group + ((i + tonic) % 12)] as number);
      }
    }
    out[key] = score;
  }
}
