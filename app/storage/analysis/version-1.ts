import type { Analysis, Mode } from '#contracts/records/analysis.ts';
import { constantGrid } from '#core/tempo/beat-grid.ts';

/** A result as the first analyser stored it. */
export interface AnalysisVersion1 extends Pick<
  Analysis,
  'blobHash' | 'version' | 'sampleRate' | 'durationSec' | 'analysedAt'
> {
  readonly tempo: {
    readonly bpm: number | null;
    readonly confidence: number;
    readonly beats: Float32Array;
    readonly gridOffsetSec: number;
  };
  readonly key: { readonly tonic: number | null; readonly mode: Mode | null; readonly confidence: number };
  readonly loudness: {
    readonly integrated: number | null;
    readonly range: number | null;
    readonly truePeak: number | null;
  };
}

/** What may lie in the database. */
export type StoredAnalysis = Analysis | AnalysisVersion1;

const isVersion1 = (stored: StoredAnalysis): stored is AnalysisVersion1 => 'gridOffsetSec' in stored.tempo;

/** A stored result in today's shape. What the first analyser did not look for is empty or null; its version stays. */
export function readAnalysis(stored: StoredAnalysis): Analysis {
  if (!isVersion1(stored)) return stored;
  const { tempo, key, loudness, ...rest } = stored;
  const { bpm, confidence, beats, gridOffsetSec } = tempo;
  return {
    ...rest,
    tempo: {
      bpm,
      confidence,
      candidates: bpm === null ? [] : [{ bpm, probability: confidence }],
      grid: bpm === null ? null : constantGrid(bpm, gridOffsetSec),
      isConstant: bpm !== null,
      downbeatConfidence: 0,
      beats: Float64Array.from(beats),
    },
    key: { ...key, tuningCents: 0, segments: [] },
    loudness: {
      ...loudness,
      maxMomentary: null,
      maxShortTerm: null,
      shortTerm: new Float32Array(),
      crestDb: null,
      correlation: null,
    },
    energy: { level: null, confidence: 0, curve: new Float32Array() },
    sections: [],
    vocals: { curve: new Float32Array(), share: 0 },
  };
}
