const ABSOLUTE_GATE = -70;
const OFFSET = -0.691;

/** Loudness in LUFS of a mean square that is already weighted and summed over channels. */
export const loudnessOf = (meanSquare: number): number => OFFSET + 10 * Math.log10(meanSquare);

const powerOf = (lufs: number): number => 10 ** ((lufs - OFFSET) / 10);

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The blocks that pass the absolute gate at -70 LUFS and a gate relative to their own mean. */
function gated(powers: readonly number[], relativeLu: number): number[] {
  const audible = powers.filter((power) => power > powerOf(ABSOLUTE_GATE));
  if (audible.length === 0) return [];
  const threshold = mean(audible) * 10 ** (relativeLu / 10);
  return audible.filter((power) => power > threshold);
}

/**
 * Integrated loudness of 400 ms blocks that overlap by 75 %.
 *
 * @returns LUFS, or null when nothing is above the absolute gate
 * @see ITU-R BS.1770-5, annex 1
 */
export function integratedLoudness(powers: readonly number[]): number | null {
  const blocks = gated(powers, -10);
  return blocks.length === 0 ? null : loudnessOf(mean(blocks));
}

/**
 * Loudness range of short-term (3 s) powers: the spread between their 10th and 95th percentile.
 *
 * @returns LU, or null when nothing is above the gates
 * @see EBU Tech 3342
 */
export function loudnessRange(powers: readonly number[]): number | null {
  const blocks = gated(powers, -20).sort((a, b) => a - b);
  if (blocks.length === 0) return null;
  const at = (share: number) => blocks[Math.round((blocks.length - 1) * share)] as number;
  return loudnessOf(at(0.95)) - loudnessOf(at(0.1));
}
