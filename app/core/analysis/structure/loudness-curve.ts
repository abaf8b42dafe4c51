import { MEL_BANDS, SILENT_DB, type TimbreFeatures } from '../features/timbre-features.ts';

/** Loudest a band may rise from one frame to the next and still count, dB. */
const MOST_RISE = 30;

/** Level in dB of each timbre frame, all bands together. */
export function frameLevels({ mel, frames }: TimbreFeatures): Float32Array {
  const levels = new Float32Array(frames).fill(SILENT_DB);
  for (let frame = 0; frame < frames; frame++) {
    let power = 0;
    for (let band = 0; band < MEL_BANDS; band++) power += 10 ** ((mel[frame * MEL_BANDS + band] as number) / 10);
    levels[frame] = Math.max(SILENT_DB, 10 * Math.log10(power / MEL_BANDS));
  }
  return levels;
}

/** Mean rise of the bands from the frame before, dB: how much begins. */
export function frameRises({ mel, frames }: TimbreFeatures): Float32Array {
  const rises = new Float32Array(frames);
  for (let frame = 1; frame < frames; frame++) {
    let sum = 0;
    for (let band = 0; band < MEL_BANDS; band++) {
      const rise = (mel[frame * MEL_BANDS + band] as number) - (mel[(frame - 1) * MEL_BANDS + band] as number);
      sum += Math.min(MOST_RISE, Math.max(0, rise));
    }
    rises[frame] = sum / MEL_BANDS;
  }
  return rises;
}

/** The value below which a share of all values lies. */
export function quantile(values: Float32Array, share: number): number {
  return Float32Array.from(values).sort()[Math.floor(share * (values.length - 1))] ?? 0;
}
