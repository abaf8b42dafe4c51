import { barReadings } from '#core/analysis/rhythm/bars.ts';
import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { beatsOfLevel } from '#core/analysis/rhythm/levels.ts';
import { pulseEvidence } from '#core/analysis/rhythm/pulse-evidence.ts';
import { readingsOf, type Readings } from '#core/analysis/rhythm/readings.ts';
import type { Truth } from '../truth.ts';
import type { Choice } from './net.ts';

/** What one track teaches. */
export interface Example {
  readonly name: string;
  readonly level: (Choice & { readonly bpms: readonly number[]; readonly scores: readonly number[] }) | null;
  readonly bar: Choice | null;
  readonly pulse: Choice | null;
}

/** A reading is right from this F on. */
const RIGHT = 0.7;
/** Beats may be this far away, s. */
const WINDOW = 0.07;

export function exampleOf(name: string, features: RhythmFeatures, truth: Truth, weight: number): Example {
  const readings = readingsOf(features);
  const { bpm, beats } = truth;
  const pulse = bpm === undefined ? null : pulseChoice(features, readings, bpm !== null, weight);
  if (!bpm || !beats || beats.length < 8) return { name, level: null, bar: null, pulse };
  const tracks = readings.levels.map((level) => beatsOfLevel(level).map((frame) => frame / 100));
  const scores = tracks.map((track) => fMeasure(track, beats));
  const isRight = scores.map((score) => score >= RIGHT && score >= Math.max(...scores) - 0.1);
  const level = {
    inputs: readings.levels.map(({ evidence }) => evidence),
    isRight,
    weight,
    bpms: readings.levels.map((one) => one.bpm),
    scores,
  };
  const best = scores.indexOf(Math.max(...scores));
  const bar = isRight[best] ? barChoice(features, readings, tracks[best]!, truth, weight) : null;
  return { name, level, bar, pulse };
}

function pulseChoice(features: RhythmFeatures, readings: Readings, hasBeat: boolean, weight: number): Choice | null {
  if (readings.levels.length === 0) return null;
  const evidence = pulseEvidence(features, readings);
  return { inputs: [evidence, new Float32Array(evidence.length)], isRight: [hasBeat, !hasBeat], weight };
}

function barChoice(
  features: RhythmFeatures,
  { envelope, flux }: Readings,
  beats: Float64Array,
  { downbeats, beatsPerBar }: Truth,
  weight: number,
): Choice | null {
  if (!downbeats || downbeats.length < 4 || !beatsPerBar) return null;
  const bars = barReadings(
    features,
    envelope,
    flux,
    beats.map((sec) => sec * 100),
  );
  const scores = bars.map((bar) => {
    const found = beats.filter((_, i) => (i - bar.downbeat) % bar.beatsPerBar === 0);
    return fMeasure(found, downbeats);
  });
  const isRight = scores.map((score, i) => score >= RIGHT && bars[i]!.beatsPerBar === beatsPerBar);
  if (!isRight.includes(true)) return null;
  return { inputs: bars.map(({ evidence }) => evidence), isRight, weight };
}

/** F measure of beats found against true ones. */
export function fMeasure(found: ArrayLike<number>, truth: readonly number[]): number {
  let [hits, at] = [0, 0];
  for (const time of truth) {
    while (at < found.length && found[at]! < time - WINDOW) at++;
    if (at < found.length && found[at]! <= time + WINDOW) {
      hits++;
      at++;
    }
  }
  return found.length + truth.length > 0 ? (2 * hits) / (found.length + truth.length) : 0;
}
