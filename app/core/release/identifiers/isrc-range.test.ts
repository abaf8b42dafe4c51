import { expect, test } from 'vitest';
import { nextIsrcs, parsePrefix } from './isrc-range.ts';

test.each([
  ['de-a01', 'DEA01'],
  ['QZ ES1', 'QZES1'],
  ['DE1', null],
  ['12345', null],
])('%s is the prefix %s', (typed, prefix) => {
  expect(parsePrefix(typed)).toBe(prefix);
});

test('codes go on behind the highest of the same prefix and year, holes stay', () => {
  const taken = ['DE-A01-26-00003', 'DEA012600001', 'DEA012599999', 'FRA012600900', 'nonsense', ''];
  expect(nextIsrcs('DEA01', 2026, taken, 2)).toEqual(['DEA012600004', 'DEA012600005']);
  expect(nextIsrcs('DEA01', 2027, taken, 1)).toEqual(['DEA012700001']);
  expect(nextIsrcs('DEA01', 2026, ['DEA012699998'], 1)).toEqual(['DEA012699999']);
  expect(nextIsrcs('DEA01', 2026, ['DEA012699998'], 2)).toBeNull();
});
