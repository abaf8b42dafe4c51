/** How far the tempo fader reaches to either side, in per cent. */
export const tempoRanges = [8, 16, 50] as const;

export type TempoRange = (typeof tempoRanges)[number];

/** Rate of a tempo change in per cent: 0 is the track's own speed. */
export const rateOf = (percent: number): number => 1 + percent / 100;

/** The nearest change that the fader can show, in hundredths of a per cent. */
export function clampTempo(percent: number, range: TempoRange): number {
  const steps = Math.round(Math.min(range, Math.max(-range, percent)) * 100);
  // `|| 0` turns the -0 of a small negative into 0, which is spoken without a sign.
  return steps / 100 || 0;
}

/** Gain of the volume fader at `place` 0 (closed) to 1 (open): square law, and exactly 1 when open. */
export const faderGain = (place: number): number => place * place;

/** Beats per minute at a tempo change, or null when the track has none. */
export const bpmAt = (bpm: number | null, percent: number): number | null =>
  bpm === null ? null : bpm * rateOf(percent);
