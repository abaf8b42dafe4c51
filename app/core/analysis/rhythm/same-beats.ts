import { beatsOfLevel, type Level } from './levels.ts';

/** Tempi closer than this, as ratio, are one candidate. */
const SAME = 1.03;

export const isSameTempo = (a: Level, b: Level): boolean => Math.max(a.bpm / b.bpm, b.bpm / a.bpm) < SAME;

/** Whether most beats of one lie at beats of the other, whichever tracks they come from. */
export function hasSameBeats(a: Level, b: Level): boolean {
  if (!isSameTempo(a, b)) return false;
  const one = beatsOfLevel(a);
  const other = beatsOfLevel(b);
  const near = 0.1 * (6000 / a.bpm);
  let hits = 0;
  let at = 0;
  for (const beat of one) {
    while (at + 1 < other.length && Math.abs(other[at + 1]! - beat) <= Math.abs(other[at]! - beat)) at++;
    if (Math.abs(other[at]! - beat) < near) hits++;
  }
  return hits > 0.8 * one.length;
}
