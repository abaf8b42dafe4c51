import type { TonalFeatures } from '../features/tonal-features.ts';

/** How the whole is tuned. */
export interface Tuning {
  /** Deviation from A = 440 Hz in cents, -50 to 50. */
  readonly cents: number;
  /** 0 to 1: how well the tones agree on it; near 0 for noise and speech. */
  readonly agreement: number;
}

/** Mean direction of all peaks' deviations from the equal temperament, on a circle of one semitone. */
export function tuningOf({ tuning, frames }: TonalFeatures): Tuning {
  let re = 0;
  let im = 0;
  let weight = 0;
  for (let frame = 0; frame < frames; frame++) {
    // Every frame counts alike, however loud, so that gain and a quiet passage change nothing.
    const of = tuning[3 * frame + 2] as number;
    if (of <= 0) continue;
    re += (tuning[3 * frame] as number) / of;
    im += (tuning[3 * frame + 1] as number) / of;
    weight++;
  }
  if (weight === 0) return { cents: 0, agreement: 0 };
  return { cents: (100 * Math.atan2(im, re)) / (2 * Math.PI), agreement: Math.hypot(re, im) / weight };
}
