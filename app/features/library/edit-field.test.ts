import { expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { editOf, textOf } from './edit-field.ts';

const track = { title: 'A', artist: '', year: 1999, tags: ['x', 'y'] } as unknown as Track;

test('fields become text and back', () => {
  expect([textOf(track, 'tags'), textOf(track, 'year'), textOf(track, 'comment')]).toEqual(['x, y', '1999', '']);
  expect(editOf(track, 'tags', 'y, , z,y ')).toEqual({ tags: ['y', 'z'] });
  expect(editOf(track, 'year', '2004')).toEqual({ year: 2004 });
  expect(editOf(track, 'year', '')).toEqual({ year: null });
  expect(editOf(track, 'artist', ' B ')).toEqual({ artist: 'B' });
});

test('what is the same, no year or no title changes nothing', () => {
  expect(editOf(track, 'title', 'A')).toBeNull();
  expect(editOf(track, 'title', '  ')).toBeNull();
  expect(editOf(track, 'year', 'soon')).toBeNull();
});
