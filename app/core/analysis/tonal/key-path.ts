import type { Chroma } from './chroma.ts';
import { describeBlock, EVIDENCE } from './evidence.ts';
import { KEYS, keyScores } from './key-model.ts';

/** What a change of key has to gain, in log-odds times seconds. */
const CHANGE_COST = 40;

/** The likeliest key of each block, and all keys' scores of each block. */
export interface KeyPath {
  readonly keys: Uint8Array;
  /** Blocks times {@link KEYS}, weighted by how tonal the block is. */
  readonly scores: Float32Array;
}

/**
 * Viterbi over the 24 keys: every block votes for its keys, and every change costs the same. So a chord of another key
 * passes by, and a modulation is found where it begins, as soon as it holds.
 */
export function keyPath(chroma: Chroma, changeCost = CHANGE_COST): KeyPath {
  const { blocks, blockRate, weight } = chroma;
  const scores = new Float32Array(blocks * KEYS);
  const from = new Uint8Array(blocks * KEYS);
  const row = new Float64Array(EVIDENCE);
  const votes = new Float64Array(KEYS);
  let best = new Float64Array(KEYS);
  let next = new Float64Array(KEYS);
  for (let block = 0; block < blocks; block++) {
    describeBlock(chroma, block, row);
    keyScores(row, votes);
    const winner = indexOfLargest(best);
    const afterChange = (best[winner] as number) - changeCost;
    for (let key = 0; key < KEYS; key++) {
      const vote = (weight[block] as number) * (votes[key] as number);
      const stays = (best[key] as number) >= afterChange;
      scores[block * KEYS + key] = vote;
      from[block * KEYS + key] = stays ? key : winner;
      next[key] = (stays ? (best[key] as number) : afterChange) + vote / blockRate;
    }
    [best, next] = [next, best];
  }
  const keys = new Uint8Array(blocks);
  for (let block = blocks - 1, key = indexOfLargest(best); block >= 0; block--) {
    keys[block] = key;
    key = from[block * KEYS + key] as number;
  }
  return { keys, scores };
}

export function indexOfLargest(values: ArrayLike<number>): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[at] as number)) at = i;
  return at;
}
