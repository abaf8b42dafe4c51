import { expect, test } from 'vitest';
import { sortedBy } from './view.ts';

const title = { column: 'title', descending: false } as const;

test('one column alone, and the other way round the second time', () => {
  expect(sortedBy([], 'title', false)).toEqual([title]);
  expect(sortedBy([title], 'title', false)).toEqual([{ ...title, descending: true }]);
  expect(sortedBy([title], 'bpm', false)).toEqual([{ column: 'bpm', descending: false }]);
});

test('more columns after it: added, turned, taken out; three at most', () => {
  const two = sortedBy([title], 'bpm', true);
  expect(two.map(({ column }) => column)).toEqual(['title', 'bpm']);
  const turned = sortedBy(two, 'bpm', true);
  expect(turned[1]).toEqual({ column: 'bpm', descending: true });
  expect(sortedBy(turned, 'bpm', true)).toEqual([title]);
  const four = sortedBy(sortedBy(two, 'key', true), 'year', true);
  expect(four.map(({ column }) => column)).toEqual(['title', 'bpm', 'year']);
});
