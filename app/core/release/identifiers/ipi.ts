import { bare } from './digits.ts';

/**
 * IPI name number of the societies of authors: eleven digits, the last two by weights 10 to 2 and modulus 101. Zeros in
 * front are often left out.
 *
 * @returns eleven digits, or null
 */
export function parseIpi(typed: string): string | null {
  const digits = bare(typed, 'IPI', 'CAE');
  if (!/^\d{6,11}$/.test(digits)) return null;
  const ipi = digits.padStart(11, '0');
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(ipi[i]) * (10 - i);
  return sum > 0 && (101 - (sum % 101)) % 100 === Number(ipi.slice(9)) ? ipi : null;
}
