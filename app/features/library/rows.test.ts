import { expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { sorterOf } from './row-sorter.ts';
import type { LibraryRow, SortColumn } from './rows.ts';

const row = (title: string, facts: Partial<LibraryRow> & { artist?: string } = {}): LibraryRow => ({
  track: { title, artist: facts.artist ?? '', durationSec: 1, addedAt: 1 } as Track,
  ...{ bpm: null, camelot: null, key: null, energy: null, lufs: null, plays: 0, played: null, lists: [] },
  ...facts,
});

const titles = (rows: LibraryRow[], column: SortColumn, descending = false) =>
  sorterOf('de')
    .sort(rows, [{ column, descending }])
    .map(({ track }) => track.title);

test('numbers in titles count as numbers, umlauts stand with their letter', () => {
  expect(titles([row('Take 10'), row('Take 9'), row('Über'), row('Ufer'), row('Aal')], 'title')).toEqual([
    'Aal',
    'Take 9',
    'Take 10',
    'Über',
    'Ufer',
  ]);
});

test('what has no value comes last, up and down', () => {
  const rows = [row('a'), row('b', { bpm: 90 }), row('c', { bpm: 120 })];
  expect(titles(rows, 'bpm')).toEqual(['b', 'c', 'a']);
  expect(titles(rows, 'bpm', true)).toEqual(['c', 'b', 'a']);
  expect(titles([row('x'), row('y', { artist: 'z' })], 'artist')).toEqual(['y', 'x']);
});

test('keys go around the wheel', () => {
  const rows = [row('a', { camelot: '10A' }), row('b', { camelot: '8B' }), row('c', { camelot: '8A' })];
  expect(titles(rows, 'key')).toEqual(['c', 'b', 'a']);
});

test('equal in the first column, the second decides', () => {
  const rows = [row('a', { bpm: 90, energy: 2 }), row('b', { bpm: 90, energy: 7 }), row('c', { bpm: 80, energy: 9 })];
  const sorted = sorterOf('de').sort(rows, [
    { column: 'bpm', descending: true },
    { column: 'energy', descending: true },
  ]);
  expect(sorted.map(({ track }) => track.title)).toEqual(['b', 'a', 'c']);
});
