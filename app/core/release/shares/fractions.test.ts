import fc from 'fast-check';
import { expect, test } from 'vitest';
import { againstWhole, fractionText, sumOfSplits } from './fractions.ts';

const split = (numerator: number, denominator: number) => ({ partyId: 'p', numerator, denominator });

test('any whole that is cut into equal or unequal parts is the whole again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 9 }), (parts) => {
      const whole = parts.reduce((a, b) => a + b);
      const splits = parts.map((part) => split(part, whole));
      expect(againstWhole(sumOfSplits(splits))).toBe(0);
      expect(againstWhole(sumOfSplits(splits.slice(1)))).toBe(-1);
      expect(againstWhole(sumOfSplits([...splits, split(1, 1_000_000)]))).toBe(1);
    }),
  );
});

test('mixed denominators', () => {
  expect(againstWhole(sumOfSplits([split(1, 3), split(1, 6), split(1, 2)]))).toBe(0);
  expect(fractionText(sumOfSplits([split(1, 3), split(1, 3)]))).toBe('2/3');
  expect(fractionText(sumOfSplits([split(1, 3), split(5, 12)]))).toBe('75 %');
});
