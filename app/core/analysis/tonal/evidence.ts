import type { Chroma } from './chroma.ts';

/** Numbers that describe a block: how much each pitch class sounds, then each major and each minor triad. */
export const EVIDENCE = 36;
/** How sharply the triad that fits best is preferred. */
const CHORD_SHARPNESS = 12;
/** How much a root in the bass adds to a triad that fits. */
const BASS_SHARE = 0.35;
/** Triads against pitch classes, so that both spread alike over music. */
const CHORD_SCALE = 0.5;

/**
 * Fills `row` with block `block`: 12 pitch classes, 12 major and 12 minor triads by root, each relative to the mean of
 * its group (0 where all are alike). Linear from here on: the evidence of a stretch is the weighted mean of its blocks.
 */
export function describeBlock({ harmony, bass }: Chroma, block: number, row: Float64Array): void {
  const at = 12 * block;
  let sum = 0;
  let low = 0;
  let energy = 0;
  for (let i = 0; i < 12; i++) {
    const value = harmony[at + i] as number;
    sum += value;
    energy += value * value;
    low += bass[at + i] as number;
  }
  row.fill(0);
  if (sum <= 0) return;
  for (let i = 0; i < 12; i++) row[i] = (12 * (harmony[at + i] as number)) / sum - 1;
  const length = Math.sqrt(3 * energy);
  let all = 0;
  for (let root = 0; root < 12; root++) {
    const tone = (semitones: number) => harmony[at + ((root + semitones) % 12)] as number;
    const below = low > 0 ? (BASS_SHARE * (bass[at + root] as number)) / low : 0;
    const open = tone(0) + tone(7);
    const major = Math.exp(CHORD_SHARPNESS * ((open + tone(4)) / length + below));
    const minor = Math.exp(CHORD_SHARPNESS * ((open + tone(3)) / length + below));
    row[12 + root] = major;
    row[24 + root] = minor;
    all += major + minor;
  }
  for (let i = 12; i < EVIDENCE; i++) row[i] = CHORD_SCALE * ((24 * (row[i] as number)) / all - 1);
}

/** Weighted mean of blocks `from` to `to`; null where nothing tonal sounds. */
export function meanEvidence(chroma: Chroma, from: number, to: number): Float64Array | null {
  const mean = new Float64Array(EVIDENCE);
  const row = new Float64Array(EVIDENCE);
  let total = 0;
  for (let block = from; block < to; block++) {
    const weight = chroma.weight[block] as number;
    if (weight <= 0) continue;
    describeBlock(chroma, block, row);
    for (let i = 0; i < EVIDENCE; i++) mean[i] = (mean[i] as number) + weight * (row[i] as number);
    total += weight;
  }
  if (total <= 0) return null;
  return mean.map((value) => value / total);
}
