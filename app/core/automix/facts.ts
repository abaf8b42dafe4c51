import type { Analysis, BeatGrid, Section } from '#contracts/records/analysis.ts';

/** What the automix needs to know of a track; an {@link Analysis} is one. */
export interface MixFacts extends Pick<Analysis, 'key' | 'energy' | 'vocals' | 'durationSec'> {
  readonly tempo: { readonly bpm: number | null; readonly grid: BeatGrid | null };
  readonly sections: readonly Section[];
}

/** A track of which nothing is known but how long it is. */
export const bareFacts = (durationSec: number): MixFacts => ({
  durationSec,
  tempo: { bpm: null, grid: null },
  key: { tonic: null, mode: null, confidence: 0, tuningCents: 0, segments: [] },
  energy: { level: null, confidence: 0, curve: new Float32Array() },
  sections: [],
  vocals: { curve: new Float32Array(), share: 0 },
});

/** Mean of a curve with one value for each second, between two times; null where it has none there. */
export function meanBetween(curve: Float32Array, fromSec: number, toSec: number): number | null {
  const from = Math.max(0, Math.floor(fromSec));
  const to = Math.min(curve.length, Math.ceil(toSec));
  if (to <= from) return null;
  let sum = 0;
  for (let i = from; i < to; i++) sum += curve[i] as number;
  return sum / (to - from);
}

/** Seconds at which the music ends: behind it the curve of energy says nothing. */
export function musicEnd({ energy: { curve }, durationSec }: MixFacts): number {
  let end = curve.length;
  while (end > 0 && (curve[end - 1] as number) < 0.02) end--;
  return end === 0 ? durationSec : Math.min(durationSec, end);
}
