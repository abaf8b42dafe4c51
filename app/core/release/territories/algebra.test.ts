import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Territories } from '#contracts/release/release.ts';
import { codesOf, difference, intersection, isNowhere, sameTerritories, territoriesOf, union } from './algebra.ts';
import { isWorld, territoryCodes } from './codes.ts';

const territories: fc.Arbitrary<Territories> = fc.record({
  base: fc.constantFrom('world' as const, 'none' as const),
  codes: fc.subarray([...territoryCodes, 'XX', 'de']),
});
const world: Territories = { base: 'world', codes: [] };

test('territories are a set algebra', () => {
  fc.assert(
    fc.property(territories, territories, territories, (a, b, c) => {
      expect(sameTerritories(intersection(a, b), intersection(b, a))).toBe(true);
      expect(sameTerritories(union(a, intersection(b, c)), intersection(union(a, b), union(a, c)))).toBe(true);
      expect(sameTerritories(difference(a, b), intersection(a, difference(world, b)))).toBe(true);
      expect(isNowhere(intersection(a, difference(world, a)))).toBe(true);
      expect(sameTerritories(union(a, difference(world, a)), world)).toBe(true);
      expect(isNowhere(a)).toBe(codesOf(a).size === 0);
    }),
  );
});

test('the shorter way says the same', () => {
  fc.assert(
    fc.property(territories, (a) => {
      const short = territoriesOf(codesOf(a));
      expect(sameTerritories(short, a)).toBe(true);
      expect(short.codes.length).toBeLessThanOrEqual(territoryCodes.length / 2);
    }),
  );
});

test('the world is 249 codes and none of them', () => {
  expect(new Set(territoryCodes).size).toBe(249);
  expect(codesOf(world).size).toBe(249);
  expect(territoryCodes.some(isWorld)).toBe(false);
  expect(['WW', 'world', 'Worldwide'].every(isWorld)).toBe(true);
});
