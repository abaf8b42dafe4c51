import { expect, test } from 'vitest';
import type { Analysis } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { RowIndex } from './row-index.ts';

const track = (name: string, title = name) => ({ id: name, blobHash: `hash ${name}`, title }) as Track;
const analysis = (name: string, bpm: number) =>
  ({
    blobHash: `hash ${name}`,
    tempo: { bpm },
    key: { tonic: 9, mode: 'minor' },
    loudness: { integrated: -9 },
  }) as Analysis;
const summary = (index: RowIndex) => index.all().map(({ track: { title }, bpm }) => [title, bpm]);

test('track and analysis meet, whichever comes first, and each may change', () => {
  const index = new RowIndex();
  index.putAnalysis(analysis('b', 100));
  index.putTrack(track('a'));
  index.putTrack(track('b'));
  expect(summary(index)).toEqual([
    ['a', null],
    ['b', 100],
  ]);
  index.putAnalysis(analysis('a', 90));
  index.putTrack(track('b', 'renamed'));
  expect(summary(index)).toEqual([
    ['a', 90],
    ['renamed', 100],
  ]);
  expect(index.all()[0]).toMatchObject({ camelot: '8A', lufs: -9 });
});

test('what is gone leaves nothing behind, and the same bytes may come again', () => {
  const index = new RowIndex();
  index.putTrack(track('a'));
  index.putAnalysis(analysis('a', 90));
  index.deleteTrack('a');
  index.deleteTrack('never there');
  expect([index.all(), index.has('a')]).toEqual([[], false]);
  index.putTrack(track('a'));
  expect(summary(index)).toEqual([['a', null]]);
});

test('plays that were heard count, the last one shows, and lists are known by name', () => {
  const index = new RowIndex();
  index.putTrack(track('a'));
  const play = { id: '1', trackId: 'a', title: '', artist: '', deck: 'A' };
  index.setPlays([
    { ...play, startedAt: 100, heardSec: 60 },
    { ...play, startedAt: 50, heardSec: 60 },
    { ...play, startedAt: 200, heardSec: 3 },
  ]);
  const list = { id: 'l', kind: 'crate', name: 'Warm up', locked: false, createdAt: 1, updatedAt: 1 } as const;
  index.setLists([{ ...list, trackIds: ['a', 'gone', 'a'] }]);
  expect(index.get('a')).toMatchObject({ plays: 2, played: 100, lists: ['Warm up'] });
  const before = index.get('a');
  index.setLists([{ ...list, trackIds: ['a'] }]);
  expect(index.get('a')).toBe(before);
  index.putTrack(track('a', 'renamed'));
  expect(index.get('a')).toMatchObject({ plays: 2, lists: ['Warm up'] });
  index.setLists([]);
  index.setPlays([]);
  expect(index.get('a')).toMatchObject({ plays: 0, played: null, lists: [] });
});
