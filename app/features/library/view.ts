import type { SortColumn, Sorting } from './rows.ts';

/** Which tracks the table shows. */
export type LibraryView =
  | { readonly kind: 'all' }
  | { readonly kind: 'bin' }
  | { readonly kind: 'missing' }
  /** A crate or playlist. */
  | { readonly kind: 'list'; readonly id: string }
  /** What was played in one go, by its beginning. */
  | { readonly kind: 'set'; readonly startedAt: number };

export const isSameView = (a: LibraryView, b: LibraryView): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Most columns to sort by: a fourth would hardly ever decide. */
const MOST_COLUMNS = 3;

/**
 * The sorting after a column was chosen: alone, or (`more`) after those in force. Choosing one in force again turns it
 * round; a third time, with `more`, takes it out.
 */
export function sortedBy(sortings: readonly Sorting[], column: SortColumn, more: boolean): readonly Sorting[] {
  const place = sortings.findIndex((one) => one.column === column);
  const known = sortings[place];
  if (!more) return [{ column, descending: known !== undefined && place === 0 && !known.descending }];
  if (!known) return [...sortings.slice(0, MOST_COLUMNS - 1), { column, descending: false }];
  if (known.descending) return sortings.filter((one) => one !== known);
  return sortings.map((one) => (one === known ? { column, descending: true } : one));
}
