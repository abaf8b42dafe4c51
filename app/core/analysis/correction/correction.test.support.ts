import type { Analysis, KeyResult, TempoResult } from '#contracts/records/analysis.ts';
import type { Correction, TrackCorrections } from '#contracts/records/correction.ts';
import { constantGrid } from '../../tempo/beat-grid.ts';
import { effective } from './effective.ts';
import { correct, noCorrections } from './history.ts';
import { noPrior } from './prior.ts';

/** An answer of an analyser: 87 BPM, or half or twice that, and A minor. */
export function machineSays(
  tempo: Partial<TempoResult> = {},
  key: Partial<KeyResult> = {},
  bpm = tempo.bpm ?? 87,
): Analysis {
  return {
    ...{ blobHash: 'aa', version: 2, sampleRate: 44_100, durationSec: 200, analysedAt: 1 },
    tempo: {
      ...{ bpm, confidence: 0.5, isConstant: true, downbeatConfidence: 0.5, beats: new Float64Array() },
      candidates: [
        { bpm, probability: 0.5 },
        { bpm: bpm * 2, probability: 0.4 },
      ],
      grid: constantGrid(bpm, 0.1),
      ...tempo,
    },
    key: { tonic: 9, mode: 'minor', confidence: 0.5, tuningCents: 0, segments: [], ...key },
    loudness: {
      ...{ integrated: -9, range: 5, truePeak: -1, maxMomentary: -7, maxShortTerm: -8 },
      ...{ shortTerm: new Float32Array(), crestDb: null, correlation: null },
    },
    energy: { level: null, confidence: 0, curve: new Float32Array() },
    sections: [],
    vocals: { curve: new Float32Array(), share: 0 },
  };
}

/** Corrections made one after the other on what is shown. */
export function corrected(
  edits: readonly Correction[],
  machine = machineSays(),
  row: TrackCorrections = noCorrections(machine.blobHash),
): TrackCorrections {
  return edits.reduce(
    (before, edit) => correct(before, edit, { machine, shown: effective(machine, before, noPrior) }),
    row,
  );
}
