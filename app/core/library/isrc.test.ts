import { expect, it } from 'vitest';
import { findIsrc } from './isrc.ts';

it('finds the code under the names of all formats, with and without hyphens, and takes nothing else for one', () => {
  expect(findIsrc([['TSRC', 'DE-A62-98-00123']])).toBe('DEA629800123');
  expect(
    findIsrc([
      ['artist', 'GBAYE0601498'],
      ['isrc', 'gbaye0601498'],
    ]),
  ).toBe('GBAYE0601498');
  expect(findIsrc([['----:com.apple.iTunes:ISRC', 'USRC17607839']])).toBe('USRC17607839');
  expect(
    findIsrc([
      ['ISRC', 'unknown'],
      ['TIT2', 'USRC17607839'],
    ]),
  ).toBe('');
});
