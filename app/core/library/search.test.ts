import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileSearch, type Searchable } from './search.ts';

const item = (track: Partial<Searchable['track']>, bpm: number | null = null, camelot: string | null = null) => ({
  track: { title: '', artist: '', album: '', genre: '', fileName: '', ...track },
  bpm,
  camelot,
});

const night = item({ title: 'Nächtlicher Zug', artist: 'Größe', album: 'Züge', fileName: '01.wav' }, 124.02, '8A');

test.each([
  ['', true],
  ['zug', true],
  ['nachtlicher', true],
  ['zug grosse', true],
  ['zug fehlt', false],
  ['-zug', false],
  ['-fehlt zug', true],
  ['"nächtlicher zug"', true],
  ['"zug nächtlicher"', false],
  ['artist:größe', true],
  ['artist:zug', false],
  ['-artist:zug', true],
  ['title:"licher zug"', true],
  ['bpm:124', true],
  ['bpm:120-128', true],
  ['bpm:125-128', false],
  ['bpm:123,9-124,1', true],
  ['-bpm:120-128', false],
  ['key:8A', true],
  ['key:8a', true],
  ['key:8', true],
  ['key:8B', false],
  ['key:18', false],
  ['bpm:', false],
  ['01.wav', true],
])('%j', (line, found) => {
  expect(compileSearch(line)(night)).toBe(found);
});

test('what was not analysed has neither tempo nor key', () => {
  expect(compileSearch('bpm:1-999')(item({}))).toBe(false);
  expect(compileSearch('key:1')(item({}))).toBe(false);
});

test('anything may be typed', () => {
  fc.assert(fc.property(fc.string(), (line) => void compileSearch(line)(night)));
});
