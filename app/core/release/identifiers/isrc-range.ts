import { bare } from './digits.ts';
import { parseIsrc } from './isrc.ts';

/** Highest designation of a prefix in a year. */
const LAST = 99_999;

/** The prefix of a registrant, five characters, from what was typed; null when it is none. */
export function parsePrefix(typed: string): string | null {
  const prefix = bare(typed);
  return /^[A-Z]{2}[A-Z0-9]{3}$/.test(prefix) ? prefix : null;
}

/**
 * The next free ISRCs of a registrant: behind the highest designation that was ever given for this year, so that no
 * code of a recording that has gone is given again.
 *
 * @param year in which the codes are given, four digits
 * @param taken all codes of the catalogue, as typed
 * @returns null when the year has not so many left
 */
export function nextIsrcs(prefix: string, year: number, taken: Iterable<string>, count: number): string[] | null {
  const head = prefix + String(year % 100).padStart(2, '0');
  let highest = 0;
  for (const typed of taken) {
    const code = parseIsrc(typed);
    if (code?.startsWith(head)) highest = Math.max(highest, Number(code.slice(7)));
  }
  if (highest + count > LAST) return null;
  return Array.from({ length: count }, (_, at) => head + String(highest + at + 1).padStart(5, '0'));
}
