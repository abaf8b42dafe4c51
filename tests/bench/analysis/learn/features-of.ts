import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { RhythmFrontEnd } from '#core/analysis/rhythm/front-end.ts';

/** Rhythm features of mono audio. */
export function featuresOf(samples: Float32Array, sampleRate: number): RhythmFeatures {
  const frontEnd = new RhythmFrontEnd(sampleRate);
  for (let at = 0; at < samples.length; at += 65_536) frontEnd.push(samples.subarray(at, at + 65_536));
  return frontEnd.finish();
}
