import { calibrationError, type Claim } from '../score/calibration.ts';
import type { TrackScore } from './track-score.ts';

/** Means over tracks; missing where nothing could be scored. */
export interface Summary {
  readonly tracks: number;
  readonly acc1?: number;
  readonly acc2?: number;
  readonly beatF?: number;
  readonly downbeatF?: number;
  readonly gridBpmErrorMax?: number;
  readonly key?: number;
  readonly sectionHit?: number;
  readonly sectionKinds?: number;
  readonly loudnessErrorMax?: number;
  readonly noBeat?: number;
  readonly noKey?: number;
  readonly eceTempo?: number;
  readonly eceKey?: number;
  readonly eceDownbeat?: number;
  readonly eceEnergy?: number;
  readonly eceSections?: number;
}

export function summarise(scores: readonly TrackScore[]): Summary {
  const values = (name: NumberScore) => scores.flatMap((score) => score[name] ?? []);
  const claims = (name: keyof OneClaim): Claim[] => scores.flatMap((score) => score[name] ?? []);
  const means = (
    ['acc1', 'acc2', 'beatF', 'downbeatF', 'key', 'sectionHit', 'sectionKinds', 'noBeat', 'noKey'] as const
  )
    .map((name) => [name, mean(values(name))] as const)
    .filter(([, value]) => value !== null);
  const rest = {
    gridBpmErrorMax: highest(values('gridBpmError')),
    loudnessErrorMax: highest(values('loudnessError')),
    eceTempo: calibrationError(claims('tempoClaim')),
    eceKey: calibrationError(claims('keyClaim')),
    eceDownbeat: calibrationError(claims('downbeatClaim')),
    eceSections: calibrationError(scores.flatMap((score) => score.sectionClaims ?? [])),
    eceEnergy: calibrationError(scores.flatMap((score) => score.energyClaims ?? [])),
  };
  return {
    tracks: scores.length,
    ...Object.fromEntries(means),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  };
}

type OneClaim = Pick<TrackScore, 'tempoClaim' | 'keyClaim' | 'downbeatClaim'>;
type NumberScore = Exclude<keyof TrackScore, keyof OneClaim | 'sectionClaims' | 'energyClaims'>;

const mean = (values: readonly number[]) =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
const highest = (values: readonly number[]) => (values.length > 0 ? Math.max(...values) : null);
