import type { Chroma } from './chroma.ts';
import { KEYS } from './key-model.ts';
import type { KeyPath } from './key-path.ts';

/** Some time in one key. */
export interface Stretch {
  readonly startSec: number;
  readonly endSec: number;
  readonly key: number;
  /** Log-odds between the key and the best other one. */
  readonly margin: number;
  /** Seconds of music that was tonal, as much as it was. */
  readonly evidenceSec: number;
}

/** The path's runs of one key; none where nothing tonal sounds. */
export function stretchesOf(chroma: Chroma, path: KeyPath): Stretch[] {
  const { blocks, blockRate, durationSec } = chroma;
  const stretches: Stretch[] = [];
  for (let from = 0; from < blocks;) {
    const key = path.keys[from] as number;
    let to = from + 1;
    while (to < blocks && path.keys[to] === key) to++;
    const judged = judge(chroma, path, key, (block) => block >= from && block < to);
    stretches.push({
      startSec: from / blockRate,
      endSec: to === blocks ? durationSec : to / blockRate,
      key,
      ...judged,
    });
    from = to;
  }
  return stretches.some(({ evidenceSec }) => evidenceSec > 0) ? stretches : [];
}

/** How clearly `key` wins over the blocks that `counts` names. */
export function judge(
  { blocks, blockRate, weight }: Chroma,
  { scores }: KeyPath,
  key: number,
  counts: (block: number) => boolean,
): { margin: number; evidenceSec: number } {
  const sums = new Float64Array(KEYS);
  let total = 0;
  for (let block = 0; block < blocks; block++) {
    if (!counts(block)) continue;
    total += weight[block] as number;
    for (let k = 0; k < KEYS; k++) sums[k] = (sums[k] as number) + (scores[block * KEYS + k] as number);
  }
  const rival = sums.reduce((most, sum, k) => (k === key ? most : Math.max(most, sum)), -Infinity);
  return { margin: total > 0 ? ((sums[key] as number) - rival) / total : 0, evidenceSec: total / blockRate };
}
