import { bare, grouped } from './digits.ts';

/**
 * International Standard Name Identifier (ISO 27729): sixteen characters, the last by ISO 7064 MOD 11-2.
 *
 * @returns sixteen characters without spaces, or null
 */
export function parseIsni(typed: string): string | null {
  const isni = bare(typed.replace(/^https?:\/\/(www\.)?isni\.org\/(isni\/)?/i, ''), 'ISNI');
  if (!/^\d{15}[\dX]$/.test(isni)) return null;
  let remainder = 0;
  for (const digit of isni.slice(0, 15)) remainder = ((remainder + Number(digit)) * 2) % 11;
  const check = (12 - remainder) % 11;
  return (check === 10 ? 'X' : String(check)) === isni[15] ? isni : null;
}

/** As people write it: `0000 0001 2150 090X`. */
export const formatIsni = (isni: string): string => grouped(isni, [4, 4, 4, 4], ' ');
