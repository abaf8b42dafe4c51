import type { EnergyResult, LoudnessResult, TempoCandidate, TempoResult } from '#contracts/records/analysis.ts';
import { MEL_BANDS, SILENT_DB, type TimbreFeatures } from '../features/timbre-features.ts';
import { framesBetween } from './bar-features.ts';
import { chanceOfEnergy, type EnergyMeasures } from './confidence.ts';
import { frameLevels, frameRises, quantile } from './loudness-curve.ts';

/** What lies this far below the loud passages is a pause, dB; also the range of the curve. */
const RANGE_DB = 30;
/** First treble band, at about 3.4 kHz. */
const TREBLE = 24;

/** The value of a measure that counts as 0 and as 1, and how much it counts. */
const measures = {
  bpm: { from: 70, to: 175, weight: 3 },
  rises: { from: 1.5, to: 4.5, weight: 2.5 },
  treble: { from: 0.01, to: 0.1, weight: 2 },
  /** Decibels from the loud passages down to the median. */
  sparseness: { from: 14, to: 4, weight: 2.5 },
  loudness: { from: -24, to: -8, weight: 3 },
} as const;

interface Context {
  readonly tempo: Pick<TempoResult, 'bpm' | 'candidates'> | null;
  readonly loudness: Pick<LoudnessResult, 'integrated'> | null;
}

/** A level and what says how sure it is. */
interface MeasuredLevel {
  readonly level: number;
  readonly measures: EnergyMeasures;
}

/** How energetic the track is from 1 to 10, and how that changes. What is not known does not count. */
export function energyOf(timbre: TimbreFeatures, context: Context): EnergyResult {
  const found = measureEnergy(timbre, context);
  return {
    level: found?.level ?? null,
    confidence: found ? chanceOfEnergy(found.measures) : 0,
    curve: found ? curveOf(timbre) : new Float32Array(Math.ceil(timbre.durationSec)),
  };
}

/** The level of {@link energyOf}, null for silence. */
export function measureEnergy(timbre: TimbreFeatures, { tempo, loudness }: Context): MeasuredLevel | null {
  const levels = frameLevels(timbre);
  const loud = quantile(levels, 0.95);
  if (timbre.frames === 0 || loud <= SILENT_DB + 20) return null;
  const rises = frameRises(timbre);
  const isSound = levels.map((level) => (level > loud - RANGE_DB ? 1 : 0));
  const rest = {
    rises: meanWhere(rises, isSound),
    treble: meanWhere(trebleShares(timbre), isSound),
    sparseness: loud - quantile(levels, 0.5),
    loudness: loudness?.integrated ?? null,
  };
  // Without a beat there is calm; without an analysis of the beat there is no knowing.
  const levelAt = (bpm: number | null) => Math.round(1 + 9 * weightedShare({ bpm, ...rest }));
  const level = levelAt(tempo ? (tempo.bpm ?? 0) : null);
  const isSame = ({ bpm }: TempoCandidate) => Math.abs(levelAt(bpm) - level) <= 1;
  return { level, measures: { seconds: timbre.durationSec, sameLevel: shareOf(tempo?.candidates ?? [], isSame) } };
}

/** Share of the probability of all tempi that `isSame` ones have; 1 where there is no choice. */
function shareOf(candidates: readonly TempoCandidate[], isSame: (candidate: TempoCandidate) => boolean): number {
  const sum = (list: readonly TempoCandidate[]) => list.reduce((total, { probability }) => total + probability, 0);
  return candidates.length === 0 ? 1 : sum(candidates.filter(isSame)) / Math.max(1e-9, sum(candidates));
}

function weightedShare(values: Readonly<Record<keyof typeof measures, number | null>>): number {
  let sum = 0;
  let total = 0;
  for (const name of Object.keys(measures) as (keyof typeof measures)[]) {
    const value = values[name];
    if (value === null) continue;
    const { from, to, weight } = measures[name];
    sum += weight * Math.max(0, Math.min(1, (value - from) / (to - from)));
    total += weight;
  }
  return sum / total;
}

/** Share of the treble in the magnitude of each frame. */
function trebleShares({ mel, frames }: TimbreFeatures): Float32Array {
  return Float32Array.from({ length: frames }, (_, frame) => {
    let treble = 0;
    let all = 0;
    for (let band = 0; band < MEL_BANDS; band++) {
      const magnitude = 10 ** ((mel[frame * MEL_BANDS + band] as number) / 20);
      all += magnitude;
      if (band >= TREBLE) treble += magnitude;
    }
    return treble / all;
  });
}

function meanWhere(values: Float32Array, mask: Float32Array): number {
  let sum = 0;
  let count = 0;
  values.forEach((value, i) => {
    sum += value * (mask[i] as number);
    count += mask[i] as number;
  });
  return count > 0 ? sum / count : 0;
}

/** Loudness within the track and how much begins, for each second. */
function curveOf(timbre: TimbreFeatures): Float32Array {
  const levels = frameLevels(timbre);
  const rises = frameRises(timbre);
  const loud = quantile(levels, 0.95);
  const seconds = Math.ceil(timbre.durationSec);
  const busy = Math.max(1e-6, quantile(rises, 0.9));
  return Float32Array.from({ length: seconds }, (_, second) => {
    const [from, to] = framesBetween(timbre, second, second + 1);
    let value = 0;
    for (let frame = from; frame < to; frame++) {
      const level = Math.max(0, Math.min(1, ((levels[frame] as number) - loud + RANGE_DB) / RANGE_DB));
      value += level * (0.7 + 0.3 * Math.min(1, (rises[frame] as number) / busy));
    }
    return to > from ? Math.min(1, value / (to - from)) : 0;
  });
}
