import type { TempoResult } from '#contracts/records/analysis.ts';
import type { CurvePoint } from './curve.ts';

/** Beats over which the tracked tempo is averaged: shorter stretches show the tracker's jitter, not the music. */
const SPAN = 8;
const MOST_POINTS = 600;

/** Tempo of the grid over time, as steps. */
export function gridTempo({ grid }: TempoResult, durationSec: number): CurvePoint[] {
  return (grid?.segments ?? []).flatMap(({ timeSec, bpm }, i, { length }) => {
    const from = i === 0 ? 0 : timeSec;
    const to = i === length - 1 ? durationSec : (grid?.segments[i + 1]?.timeSec ?? durationSec);
    return from < to ? [[from, bpm] as const, [to, bpm] as const] : [];
  });
}

/** Tempo as the beats were tracked. */
export function trackedTempo({ beats }: TempoResult): CurvePoint[] {
  const points: CurvePoint[] = [];
  const step = Math.max(1, Math.ceil(beats.length / MOST_POINTS));
  for (let i = 0; i + SPAN < beats.length; i += step) {
    const [from, to] = [beats[i] as number, beats[i + SPAN] as number];
    if (to > from) points.push([(from + to) / 2, (60 * SPAN) / (to - from)]);
  }
  return points;
}

/** Smallest range that is shown, as a share of the tempo to each side: a steady tempo is a straight line. */
const MARGIN = 0.02;

/** From and to which tempo the plot goes. */
export function tempoRange(points: readonly CurvePoint[]): { readonly low: number; readonly high: number } {
  const values = points.map(([, bpm]) => bpm);
  return { low: Math.min(...values) * (1 - MARGIN), high: Math.max(...values) * (1 + MARGIN) };
}

/** What was tracked, unless it is another level of the beat than what is shown. */
export function inRange(points: readonly CurvePoint[], range: { readonly low: number; readonly high: number }) {
  const inside = points.filter(([, bpm]) => bpm > range.low && bpm < range.high);
  return inside.length * 2 > points.length ? points : [];
}
