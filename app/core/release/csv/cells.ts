import type { Split, Territories, Translation } from '#contracts/release/release.ts';
import { isTerritory, isWorld } from '../territories/codes.ts';
import { readItems } from './items.ts';

/** Why a cell could not be read. Texts: `preflight_csv_<why>`. */
export const cellFaults = [
  'not_number', 'not_in_list', 'not_fraction', 'not_territory', 'bracket', 'too_long', 'unknown_column', 'differs', 'too_many',
] as const; // prettier-ignore

export type CellFault = (typeof cellFaults)[number];

/** Thrown by what reads a cell; the reader adds row and column. */
export class CellError extends Error {
  readonly fault: CellFault;
  /** What would have been right, for the text. */
  readonly expected: string;

  constructor(fault: CellFault, expected = '') {
    super(fault);
    this.fault = fault;
    this.expected = expected;
  }
}

export function text(cell: string, limit: number): string {
  if (cell.length > limit) throw new CellError('too_long', String(limit));
  return cell;
}

export function number(cell: string): number | null {
  if (cell.trim() === '') return null;
  const value = Number(cell.trim().replace(',', '.'));
  if (!/^[\d.,]+$/.test(cell.trim()) || !Number.isFinite(value)) throw new CellError('not_number');
  return value;
}

export function whole(cell: string, most = 9999): number | null {
  const value = number(cell);
  if (value !== null && (!Number.isInteger(value) || value > most)) throw new CellError('not_number');
  return value;
}

export function oneOf<T extends string>(cell: string, values: readonly T[], empty: T): T {
  const typed = cell.trim().toLowerCase();
  const found = typed === '' ? empty : values.find((value) => value.toLowerCase() === typed);
  if (found === undefined) throw new CellError('not_in_list', values.join(', '));
  return found;
}

export const yes = (cell: string, empty = false): boolean =>
  oneOf(cell, ['yes', 'no', 'true', 'false', '1', '0', 'ja', 'nein'], empty ? 'yes' : 'no').match(
    /^(yes|true|1|ja)$/,
  ) !== null;

export const yesText = (value: boolean): string => (value ? 'yes' : 'no');

export function items(cell: string) {
  const found = readItems(cell);
  if (!found) throw new CellError('bracket');
  return found;
}

/** `WORLD`, `WORLD -US -CA`, `DE AT CH`. */
export const writeTerritories = ({ base, codes }: Territories): string =>
  base === 'world'
    ? ['WORLD', ...codes.map((code) => `-${code}`)].join(' ')
    : codes.length === 0
      ? 'NONE'
      : codes.join(' ');

export function readTerritories(cell: string): Territories {
  const [first = '', ...rest] = cell
    .trim()
    .toUpperCase()
    .split(/[\s,]+/);
  if (first === 'NONE' && rest.length === 0) return { base: 'none', codes: [] };
  const codes = isWorld(first) ? rest.map((code) => (code.startsWith('-') ? code.slice(1) : '')) : [first, ...rest];
  const wrong = codes.findIndex((code) => !isTerritory(code));
  if (wrong >= 0) throw new CellError('not_territory', isWorld(first) ? (rest[wrong] ?? '') : (codes[wrong] ?? ''));
  return { base: isWorld(first) ? 'world' : 'none', codes };
}

/** `1/3`, `25 %`, `0.5 %`. */
export function readShare(share: string): Pick<Split, 'numerator' | 'denominator'> {
  const fraction = /^\s*(\d{1,7})\s*\/\s*(\d{1,7})\s*$/.exec(share);
  const percent = /^\s*(\d{1,3})(?:[.,](\d{1,4}))?\s*%?\s*$/.exec(share);
  const decimals = percent?.[2] ?? '';
  const [numerator, denominator] = fraction
    ? [Number(fraction[1]), Number(fraction[2])]
    : [Number(`${percent?.[1] ?? 'x'}${decimals}`), 100 * 10 ** decimals.length];
  if (!Number.isInteger(numerator) || denominator < 1 || denominator > 1_000_000) throw new CellError('not_fraction');
  return { numerator, denominator };
}

export const readTranslations = (cell: string): Translation[] =>
  items(cell).map(({ text: title, parts: [language = '', version = ''] }) => ({
    ...{ title: text(title, 1000), language: text(language, 20), version: text(version, 1000) },
  }));
