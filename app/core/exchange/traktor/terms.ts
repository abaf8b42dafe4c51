import type { NamedKey } from '#contracts/records/correction.ts';
import { colourName, trackColours } from '../../library/search/colours.ts';

type ColourName = (typeof trackColours)[number]['name'];

/** The seven colours of Traktor by number; it has no turquoise. */
const colours: Readonly<Partial<Record<ColourName, number>>> = {
  red: 1,
  orange: 2,
  yellow: 3,
  green: 4,
  blue: 5,
  purple: 6,
  pink: 7,
};

export function colourToNml(hex: string | null): number | null {
  if (!hex) return null;
  return colours[colourName(hex)] ?? (colours.blue as number);
}

export const colourFromNml = (number: number | null): string | null =>
  trackColours.find(({ name }) => number !== null && colours[name] === number)?.hex ?? null;

/** Keys by number: 0 to 11 are C major to B major, 12 to 23 C minor to B minor. */
export const keyToNml = ({ tonic, mode }: NamedKey): number | null =>
  tonic === null || mode === null ? null : tonic + (mode === 'minor' ? 12 : 0);

export const keyFromNml = (number: number | null): NamedKey | null =>
  number === null ? null : { tonic: number % 12, mode: number >= 12 ? 'minor' : 'major' };

/** Types of `CUE_V2`. */
export const CUE = { cue: 0, fadeIn: 1, fadeOut: 2, load: 3, grid: 4, loop: 5 } as const;

/** Traktor's beats come in fours. */
export const BEATS_PER_BAR = 4;
