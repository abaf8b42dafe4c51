import { expect, test } from 'vitest';
import { matchScore } from './match.ts';

test('every word of the search has to be there, in any order', () => {
  expect(matchScore('Open the library', 'lib open')).not.toBeNull();
  expect(matchScore('Open the library', 'lib decks')).toBeNull();
});

test('an empty search finds all alike', () => {
  expect(matchScore('Decks', '')).toBe(0);
});

test('accents and case do not matter', () => {
  expect(matchScore('Über Wavefoundry', 'uber')).toBe(3);
  expect(matchScore('CAFÉ', 'café')).toBe(3);
});

test('beginnings come first', () => {
  const order = ['Record', 'Sealed record', 'Unrecorded'].map((text) => matchScore(text, 'record') ?? 0);
  expect(order).toEqual([...order].sort((a, b) => b - a));
  expect(new Set(order).size).toBe(3);
});
