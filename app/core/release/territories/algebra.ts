import type { Territories } from '#contracts/release/release.ts';
import { isTerritory, territoryCodes } from './codes.ts';

/** Where something may be sold, as a set of codes. Codes that are none count for nothing. */
export function codesOf({ base, codes }: Territories): ReadonlySet<string> {
  const named = new Set(codes.filter(isTerritory));
  return base === 'none' ? named : new Set(territoryCodes.filter((code) => !named.has(code)));
}

/** The shorter way to say a set: a list of what is in, or the world without a list. Codes are sorted. */
export function territoriesOf(set: ReadonlySet<string>): Territories {
  const inside = territoryCodes.filter((code) => set.has(code));
  if (inside.length * 2 <= territoryCodes.length) return { base: 'none', codes: inside };
  return { base: 'world', codes: territoryCodes.filter((code) => !set.has(code)) };
}

export function intersection(a: Territories, b: Territories): Territories {
  const other = codesOf(b);
  return territoriesOf(new Set([...codesOf(a)].filter((code) => other.has(code))));
}

export const union = (a: Territories, b: Territories): Territories =>
  territoriesOf(new Set([...codesOf(a), ...codesOf(b)]));

export function difference(a: Territories, b: Territories): Territories {
  const other = codesOf(b);
  return territoriesOf(new Set([...codesOf(a)].filter((code) => !other.has(code))));
}

/** Whether both name the same places, however they say it. */
export function sameTerritories(a: Territories, b: Territories): boolean {
  const [one, other] = [codesOf(a), codesOf(b)];
  return one.size === other.size && [...one].every((code) => other.has(code));
}

/** Whether nothing is left to sell in. Answers without building sets where it can. */
export const isNowhere = (territories: Territories): boolean =>
  territories.base === 'world' && territories.codes.length < territoryCodes.length
    ? false
    : codesOf(territories).size === 0;
