import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Play } from '#contracts/records/list.ts';
import { setsOf } from './history.ts';
import { added, moved, nudged, removed, totals } from './lists.ts';

test('a crate takes a track once, a playlist as often as it is given', () => {
  expect(added({ kind: 'crate', trackIds: ['a'] }, ['b', 'a', 'b'])).toEqual(['a', 'b']);
  expect(added({ kind: 'playlist', trackIds: ['a'] }, ['b', 'a'])).toEqual(['a', 'b', 'a']);
  const crate = { kind: 'crate', trackIds: ['a'] } as const;
  expect(added(crate, ['a'])).toBe(crate.trackIds);
});

test('blocks move in their order', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  expect(moved(ids, [1, 3], 0)).toEqual(['b', 'd', 'a', 'c', 'e']);
  expect(moved(ids, [0, 1], 5)).toEqual(['c', 'd', 'e', 'a', 'b']);
  expect(moved(ids, [2], 2)).toEqual(ids);
  expect(nudged(ids, [1, 2], -1)).toEqual(['b', 'c', 'a', 'd', 'e']);
  expect(nudged(ids, [1, 2], 1)).toEqual(['a', 'd', 'b', 'c', 'e']);
  expect(nudged(ids, [0], -1)).toBe(ids);
  expect(nudged(ids, [4], 1)).toBe(ids);
  expect(removed(ids, [0, 4])).toEqual(['b', 'c', 'd']);
});

test('moving never loses or doubles a track', () => {
  const input = fc.tuple(fc.array(fc.string(), { maxLength: 12 }), fc.array(fc.nat(12)), fc.nat(12));
  fc.assert(
    fc.property(input, ([ids, places, to]) => void expect([...moved(ids, places, to)].sort()).toEqual([...ids].sort())),
  );
});

test('tracks and time are added up', () => {
  expect(totals([{ track: { durationSec: 60 } }, { track: { durationSec: 30.5 } }])).toEqual({
    tracks: 2,
    seconds: 90.5,
  });
});

const HOUR = 3_600_000;
const play = (hours: number, heardSec = 300): Play => {
  const startedAt = hours * HOUR;
  return { id: String(hours), trackId: String(hours), title: '', artist: '', deck: 'A', startedAt, heardSec };
};

test('sets are told from the log, newest first, and a long track is no pause', () => {
  const sets = setsOf([play(30), play(0), play(1.5), play(1, 3 * 3600), play(5.9), play(29.9, 5)]);
  expect(sets.map(({ plays }) => plays.map(({ id }) => id))).toEqual([['30'], ['0', '1', '1.5', '5.9']]);
  expect(setsOf([])).toEqual([]);
});
