import { bare, grouped } from './digits.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * DDEX Party Identifier: `PADPIDA`, ten characters, a check character by ISO 7064 MOD 37,36 over all before it.
 *
 * @returns eighteen characters without hyphens, or null
 */
export function parseDpid(typed: string): string | null {
  const dpid = bare(typed, 'DPID');
  if (!/^PADPIDA[A-Z0-9]{11}$/.test(dpid)) return null;
  let product = 36;
  for (const char of dpid.slice(0, -1)) product = (((product + ALPHABET.indexOf(char)) % 36 || 36) * 2) % 37;
  return ALPHABET[(37 - product) % 36] === dpid.at(-1) ? dpid : null;
}

/** As people write it: `PA-DPIDA-2007061301-U`. */
export const formatDpid = (dpid: string): string => grouped(dpid, [2, 5, 10, 1], '-');
