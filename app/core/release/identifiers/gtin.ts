import { bare } from './digits.ts';

/**
 * The last digit of a bar code by GS1: weights 3, 1, 3 … from the right, up to the next ten.
 *
 * @param digits - all digits but the last
 */
export function gtinCheckDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/**
 * A UPC (12 digits) or EAN (13 digits) with a right check digit.
 *
 * @returns the digits, or null
 */
export function parseGtin(typed: string): string | null {
  const digits = bare(typed, 'UPC', 'EAN', 'GTIN', 'ICPN');
  if (!/^\d{12,13}$/.test(digits) || /^0+$/.test(digits)) return null;
  return gtinCheckDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : null;
}

/** A UPC and the EAN that is the same with a zero in front, as one: 13 digits; '' for what is no bar code. */
export const gtinKey = (typed: string): string => parseGtin(typed)?.padStart(13, '0') ?? '';
