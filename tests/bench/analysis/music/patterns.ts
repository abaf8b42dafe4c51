import type { Random } from './random.ts';
import type { DrumName } from './score.ts';

/**
 * Rhythms as text, one character for each step, one or more bars long: `X` accent, `x` hit, `o` soft, `.` nothing. For
 * pitches also `-`: the last one goes on.
 */
export type Pattern = string;

/** Drums that play together. `steps`: characters for each bar. */
export interface Groove {
  readonly steps: number;
  readonly hits: Readonly<Partial<Record<DrumName, Pattern>>>;
}

const strengths: Readonly<Record<string, number>> = { X: 1, x: 0.8, o: 0.45 };

export interface Step {
  /** Position in its bar, 0 to 1. */
  readonly at: number;
  readonly index: number;
  readonly strength: number;
  /** Length until the next step or rest, share of a bar. */
  readonly length: number;
}

/** The hits of bar number `bar` of a pattern that repeats. */
export function stepsOf(pattern: Pattern, steps: number, bar: number): Step[] {
  const bars = Math.max(1, Math.round(pattern.length / steps));
  const start = (bar % bars) * steps;
  const part = pattern.slice(start, start + steps);
  const found: Step[] = [];
  for (let index = 0; index < part.length; index++) {
    const strength = strengths[part[index] as string];
    if (strength === undefined) continue;
    let end = index + 1;
    while (part[end] === '-') end++;
    found.push({ at: index / steps, index, strength, length: (end - index) / steps });
  }
  return found;
}

/** Another player's version: some soft hits more, some left out, never on the beats that carry the style. */
export function varied(groove: Groove, beatsPerBar: number, random: Random): Groove {
  const quarter = groove.steps / beatsPerBar;
  const vary = (pattern: Pattern, share: number) =>
    [...pattern]
      .map((step, index) => {
        if (index % quarter === 0 || !random.chance(share)) return step;
        return step === '.' ? 'o' : random.chance(0.5) ? '.' : step;
      })
      .join('');
  const hits: Partial<Record<DrumName, Pattern>> = { ...groove.hits };
  for (const drum of ['hat', 'snare', 'kick', 'shaker', 'conga'] as const) {
    const pattern = hits[drum];
    const isRhythm = drum === 'kick' || drum === 'snare';
    if (pattern) hits[drum] = vary(pattern, isRhythm ? 0.04 : 0.1);
  }
  return { ...groove, hits };
}
