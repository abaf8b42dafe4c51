import { expect, test } from 'vitest';
import { unknownTrack } from './collection.ts';
import { Matcher } from './match.ts';

const known = (id: string, facts: object = {}) => ({
  ...{
    id,
    blobHash: `hash ${id}`,
    fileName: `${id}.mp3`,
    sizeBytes: 5_000_000,
    durationSec: 200,
    title: '',
    artist: '',
  },
  ...facts,
});

const library = new Matcher([
  known('a', { title: 'Über', artist: 'X' }),
  known('b', { fileName: 'same.mp3' }),
  known('c', { fileName: 'SAME.mp3', durationSec: 300, sizeBytes: 7_000_000 }),
]);
const find = (facts: object) => library.find({ ...unknownTrack(''), ...facts });

test.each([
  [{ blobHash: 'hash b', fileName: 'a.mp3' }, 'b'],
  [{ fileName: 'A.MP3' }, 'a'],
  [{ fileName: 'a.mp3', durationSec: 260 }, null],
  [{ fileName: 'a.mp3', sizeBytes: 4_999_800 }, 'a'],
  [{ fileName: 'a.mp3', sizeBytes: 1_000_000 }, null],
  [{ fileName: 'same.mp3' }, null],
  [{ fileName: 'same.mp3', durationSec: 299 }, 'c'],
  [{ fileName: 'same.mp3', sizeBytes: 5_000_000 }, 'b'],
  [{ title: 'uber', artist: 'x' }, 'a'],
  [{ title: 'Über', artist: 'X', fileName: 'other.flac', durationSec: 201 }, 'a'],
  [{ title: 'Über', artist: 'X', durationSec: 400 }, null],
  [{ title: 'Über', artist: 'Y' }, null],
  [{}, null],
])('%j is %s', (facts, id) => expect(find(facts)).toBe(id));
