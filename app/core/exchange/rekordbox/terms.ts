import { colourName, trackColours } from '../../library/search/colours.ts';

/** The eight colours that rekordbox marks tracks with, as its XML writes them, beside ours. */
const colours: Readonly<Record<(typeof trackColours)[number]['name'], string>> = {
  red: '0xFF0000',
  orange: '0xFFA500',
  yellow: '0xFFFF00',
  green: '0x00FF00',
  aqua: '0x25FDE9',
  blue: '0x0000FF',
  purple: '0x660099',
  pink: '0xFF007F',
};

/** The nearest colour that rekordbox has. */
export const colourToXml = (hex: string | null): string | null => hex && colours[colourName(hex)];

/** Our colour of the same name; others as they are. */
export function colourFromXml(text: string | undefined): string | null {
  const match = /^0x([0-9a-f]{6})$/i.exec(text ?? '');
  if (!match) return null;
  const hex = (match[1] as string).toLowerCase();
  const known = trackColours.find(({ name }) => colours[name].toLowerCase() === `0x${hex}`);
  return known?.hex ?? `#${hex}`;
}

/** Stars as rekordbox counts them: 51 for each. */
export const ratingToXml = (rating: number): number => rating * 51;
export const ratingFromXml = (value: number | null): number => Math.round((value ?? 0) / 51);

/** Kinds of marks in `POSITION_MARK`. */
export const MARK = { cue: 0, fadeIn: 1, fadeOut: 2, load: 3, loop: 4 } as const;
