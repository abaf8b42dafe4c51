import { bare, grouped } from './digits.ts';

/**
 * International Standard Musical Work Code (ISO 15707): T, nine digits, a check digit.
 *
 * @returns eleven characters without dots, or null
 */
export function parseIswc(typed: string): string | null {
  const iswc = bare(typed, 'ISWC');
  if (!/^T\d{10}$/.test(iswc)) return null;
  let sum = 1;
  for (let i = 1; i <= 9; i++) sum += i * Number(iswc[i]);
  return (10 - (sum % 10)) % 10 === Number(iswc[10]) ? iswc : null;
}

/** As people write it: `T-034.524.680-1`. */
export const formatIswc = (iswc: string): string => `T-${grouped(iswc.slice(1, 10), [3, 3, 3], '.')}-${iswc.slice(10)}`;
