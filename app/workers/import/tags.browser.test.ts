import { beforeEach, expect, test } from 'vitest';
import { openDb } from '#storage/db/open.ts';
import { expected, tag } from '#core/exchange/serato/serato.test.support.ts';
import { getCorrections } from '#storage/corrections/corrections.ts';
import { getCues } from '#storage/cues/cues.ts';
import { getCover } from '#storage/library/covers.ts';
import { importFile } from './client.ts';
import { noProgress } from './import.test.support.ts';

const clicks = import.meta.glob<string>('/tests/golden/clicks/mp3-bare.mp3', {
  query: '?url',
  import: 'default',
  eager: true,
});
const golden = import.meta.glob<string>('/tests/golden/tags/*', { query: '?url', import: 'default', eager: true });

async function goldenBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(golden[`/tests/golden/tags/${name}`] ?? '')).arrayBuffer());
}

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
});

test.each([
  ['id3v23.mp3', true],
  ['id3v24.mp3', true],
  ['vorbis-comment.flac', true],
  ['vorbis-comment.ogg', true],
  ['vorbis-comment.opus', true],
  ['ilst.m4a', true],
  ['riff-info.wav', false],
])('%s: title, artist, album, genre, year and cover', async (name, hasCover) => {
  const { track } = await importFile(new File([await goldenBytes(name)], name), noProgress);
  expect(track).toMatchObject({
    title: 'Grüße, Žižek 東京',
    artist: 'Wavefoundry',
    album: 'Golden',
    genre: 'Test',
    year: 2026,
  });
  expect(track.coverHash !== null).toBe(hasCover);
  if (!hasCover || track.coverHash === null) return;
  const cover = await getCover(track.coverHash);
  expect(cover?.type).toBe('image/png');
  expect(new Uint8Array((await cover?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(await goldenBytes('cover.png'));
});

test('the same cover in several files is kept once', async () => {
  const hashes = new Set<string | null>();
  for (const name of ['id3v23.mp3', 'vorbis-comment.flac', 'ilst.m4a']) {
    hashes.add((await importFile(new File([await goldenBytes(name)], name), noProgress)).track.coverHash);
  }
  expect(hashes.size).toBe(1);
  expect(await (await openDb()).count('covers')).toBe(1);
});

test('cues, loops and grid that Serato left in an MP3 come in with it; the file stays as it is', async () => {
  const audio = await (await fetch(Object.values(clicks)[0] ?? '')).arrayBuffer();
  const { track } = await importFile(new File([tag, audio], 'serato.mp3'), noProgress);
  expect(track.sizeBytes).toBe(tag.length + audio.byteLength);
  expect(await getCues(track.blobHash)).toMatchObject(expected.cues);
  expect(await getCorrections(track.blobHash)).toMatchObject({ holds: true, grid: expected.grid });
});
