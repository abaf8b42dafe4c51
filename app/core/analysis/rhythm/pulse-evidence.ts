import type { Envelope } from './envelope.ts';
import { ONSET_BANDS, type RhythmFeatures } from './features.ts';
import type { Readings } from './readings.ts';

/** What speaks for a beat at all; the last number is always 1. */
export function pulseEvidence(
  { durationSec }: RhythmFeatures,
  { envelope, tempogram, levels }: Readings,
): Float32Array {
  const { sum, strength, from, to } = envelope;
  const [first] = levels;
  const strengths = levels.map(({ track }) => track.tempo.strength);
  const loudest = Math.max(...strength);
  const mean = strength.reduce((total, x) => total + x, 0) / strength.length;
  let peaks = 0;
  let cubes = 0;
  for (let frame = from + 1; frame + 1 < to; frame++) {
    if (sum[frame]! > 1 && sum[frame]! > sum[frame - 1]! && sum[frame]! >= sum[frame + 1]!) peaks++;
    cubes += sum[frame]! ** 3 / (to - from);
  }
  let highest = 0;
  for (let lag = 25; lag < 200; lag++) highest = Math.max(highest, tempogram.mean[lag]!);
  return Float32Array.from([
    first?.track.tempo.strength ?? 0,
    Math.max(0, ...levels.map(({ track }) => track.support)) / 3,
    first?.track.steadiness ?? 0,
    (first?.track.tempo.strength ?? 0) - Math.min(...strengths, 1),
    highest,
    Math.log2(0.02 + loudest),
    Math.log2(0.02 + mean),
    Math.log2(0.1 + (100 * peaks) / Math.max(1, to - from)),
    Math.min(3, cubes / 3),
    Math.log2(Math.min(64, 2 + durationSec)) - 4,
    togetherness(envelope),
    1,
  ]);
}

/** How far the bands rise together, as those of drums do: 0 where each goes its own way, as those of noise do. */
function togetherness({ bands, from, to }: Envelope): number {
  const means = new Float64Array(ONSET_BANDS);
  for (let i = from * ONSET_BANDS; i < to * ONSET_BANDS; i++) means[i % ONSET_BANDS]! += bands[i]! / (to - from);
  let together = 0;
  let alone = 1e-6;
  for (let frame = from; frame < to; frame++) {
    let sum = 0;
    for (let band = 0; band < ONSET_BANDS; band++) {
      const rise = bands[frame * ONSET_BANDS + band]! - means[band]!;
      sum += rise;
      alone += rise * rise;
    }
    together += sum * sum;
  }
  return Math.log2(0.5 + together / alone);
}
