import type { TonalFeatures } from '#core/analysis/features/tonal-features.ts';
import { CHROMA_BINS } from '#core/analysis/features/tonal-frame.ts';

/** Some seconds of a track's features. */
export function pieceOf(features: TonalFeatures, fromSec: number, seconds: number): TonalFeatures {
  const from = Math.max(0, Math.round(fromSec * features.frameRate));
  const to = Math.min(features.frames, from + Math.max(2, Math.round(seconds * features.frameRate)));
  const rows = (values: Float32Array, size: number) => values.slice(from * size, to * size);
  return {
    ...features,
    frames: to - from,
    durationSec: (to - from) / features.frameRate,
    harmony: rows(features.harmony, CHROMA_BINS),
    bass: rows(features.bass, CHROMA_BINS),
    level: rows(features.level, 1),
    tonality: rows(features.tonality, 1),
    tuning: rows(features.tuning, 3),
  };
}
