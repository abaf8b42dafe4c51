import { bare, grouped } from './digits.ts';

/**
 * International Standard Recording Code (ISO 3901): prefix of the registrant, year, designation. It has no check digit.
 *
 * @returns twelve characters without hyphens, or null when it is none
 */
export function parseIsrc(typed: string): string | null {
  const isrc = bare(typed, 'ISRC');
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(isrc) ? isrc : null;
}

/** As people write it: `AA-6Q7-26-00001`. */
export const formatIsrc = (isrc: string): string => grouped(isrc, [2, 3, 2, 5], '-');
