import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysAfter, daysBetween, isDate } from './calendar.ts';

test.each(['2024-02-29', '2000-02-29', '1999-12-31', '0099-01-01'])('%s is a date', (date) =>
  expect(isDate(date)).toBe(true),
);
test.each(['2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-4-1', '01.04.2026', '', '2026-04-31'])(
  '"%s" is none',
  (date) => expect(isDate(date)).toBe(false),
);

test('days are counted there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
      const there = daysAfter('2026-11-30', days);
      expect(daysBetween('2026-11-30', there)).toBe(days);
      expect(daysAfter(there, -days)).toBe('2026-11-30');
    }),
  );
});
