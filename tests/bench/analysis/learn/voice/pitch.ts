import { RATE } from '../../render/pcm.ts';

/** Pitch is looked for at an eighth of the rate. */
const DOWN = 8;
const HOP_SEC = 0.01;
const WINDOW = Math.round((0.04 * RATE) / DOWN);
const [LOWEST, HIGHEST] = [65, 450] as const;
/** Likeness of a period and the next from which a sound is voiced. */
const VOICED = 0.55;

/** Period in samples every {@link HOP_SEC}; 0 where nothing is voiced. */
export function periodsOf(samples: Float32Array): Float32Array {
  const low = Float32Array.from({ length: Math.floor(samples.length / DOWN) }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < DOWN; k++) sum += samples[i * DOWN + k] as number;
    return sum / DOWN;
  });
  const rate = RATE / DOWN;
  const [shortest, longest] = [Math.floor(rate / HIGHEST), Math.ceil(rate / LOWEST)];
  const frames = Math.max(0, Math.floor((low.length - WINDOW - longest) / (HOP_SEC * rate)));
  const periods = new Float32Array(frames);
  const likeness = new Float32Array(longest + 2);
  for (let frame = 0; frame < frames; frame++) {
    const from = Math.round(frame * HOP_SEC * rate);
    let own = 1e-9;
    for (let i = 0; i < WINDOW; i++) own += (low[from + i] as number) ** 2;
    if (own / WINDOW < 1e-4) continue;
    for (let lag = shortest; lag <= longest; lag++) {
      let [sum, other] = [0, 1e-9];
      for (let i = 0; i < WINDOW; i++) {
        const y = low[from + i + lag] as number;
        sum += (low[from + i] as number) * y;
        other += y * y;
      }
      likeness[lag] = sum / Math.sqrt(own * other);
    }
    const most = likeness.subarray(shortest, longest + 1).reduce((best, x) => Math.max(best, x), 0);
    if (most < VOICED) continue;
    // The first peak that is nearly the highest: later ones are whole numbers of periods.
    for (let lag = shortest + 1; lag < longest; lag++) {
      const here = likeness[lag] as number;
      if (here < 0.9 * most || here < (likeness[lag - 1] as number) || here < (likeness[lag + 1] as number)) continue;
      const [a, c] = [likeness[lag - 1] as number, likeness[lag + 1] as number];
      periods[frame] = DOWN * (lag + (0.5 * (a - c)) / Math.min(-1e-6, a - 2 * here + c));
      break;
    }
  }
  return periods;
}

/** Period at a sample; 0 where nothing is voiced. */
export const periodAt = (periods: Float32Array, sample: number): number =>
  periods[Math.min(periods.length - 1, Math.max(0, Math.round(sample / (HOP_SEC * RATE) - 2)))] ?? 0;
