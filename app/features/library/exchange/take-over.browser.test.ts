import { beforeEach, expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { noPoints, unknownTrack, type Collection } from '#core/exchange/collection.ts';
import { setHotCue } from '#core/cues/cues.ts';
import { getCorrections } from '#storage/corrections/corrections.ts';
import { editCues, getCues } from '#storage/cues/cues.ts';
import { openDb } from '#storage/db/open.ts';
import { relinkTrack } from '#storage/library/relink.ts';
import { addTrack, getTrack, listTracks } from '#storage/library/tracks.ts';
import { createList, listLists } from '#storage/lists/lists.ts';
import { readCollectionFile } from './read-file.ts';
import { planTakeOver, takeOver } from './take-over.ts';

const track = (id: string): Track => ({
  ...{ id, blobHash: `hash ${id}`, origin: 'import', takeId: null, title: id, artist: '', album: '', genre: '' },
  ...{ year: null, coverHash: null, fileName: `${id}.mp3`, mimeType: 'audio/mpeg', codec: 'MP3', sizeBytes: 100 },
  ...{ sampleRate: 44_100, channels: 2, durationSec: 200, rating: 0, addedAt: 1, deletedAt: null, markers: [] },
  safeAt: null,
});
const cue = (slot: number, timeSec: number) => ({ slot, timeSec, name: '', colour: null });
const grid = { segments: [{ timeSec: 0.1, bpm: 120, beat: 0 }], beatsPerBar: 4, downbeat: 0 };
const said = (id: string) => ({
  ...unknownTrack(`${id}.mp3`),
  ...{ durationSec: 200, rating: 4, grid, cues: { ...noPoints, hotCues: [cue(0, 50), cue(1, 60)] } },
});
const collection: Collection = {
  tracks: [said('a'), said('b'), said('gone')],
  lists: [{ name: 'Set', kind: 'playlist', tracks: [2, 1, 0, 1] }],
};

beforeEach(async () => {
  const db = await openDb();
  for (const store of db.objectStoreNames) await db.clear(store);
  for (const id of ['a', 'b']) await addTrack(track(id));
  await editCues('hash a', (cues) => setHotCue(cues, { ...cue(0, 1), anchor: null }));
});

const times = async (id: string) => (await getCues(`hash ${id}`)).hotCues.map(({ timeSec }) => timeSec);

test('what was set by hand stays, what is free is filled, and all of it can be undone', async () => {
  const plan = await planTakeOver(collection, await listTracks());
  expect(plan).toMatchObject({ withCues: 2, withGrids: 2, ownCues: 1, ownGrids: 0 });
  expect(plan.unmatched.map(({ fileName }) => fileName)).toEqual(['gone.mp3']);
  const undo = await takeOver(plan, { lists: true, facts: true, cues: 'fill', grids: 'fill' });
  expect([await times('a'), await times('b')]).toEqual([
    [1, 60],
    [50, 60],
  ]);
  expect((await getTrack('b'))?.rating).toBe(4);
  expect((await getCorrections('hash b')).grid).toEqual(grid);
  expect(await listLists()).toMatchObject([{ name: 'Set', trackIds: ['b', 'a', 'b'] }]);
  await undo();
  expect([await times('a'), await times('b'), await listLists()]).toEqual([[1], [], []]);
  expect((await getTrack('b'))?.rating).toBe(0);
  expect((await getCorrections('hash b')).holds).toBe(false);
  await takeOver(plan, { lists: false, facts: false, cues: 'replace', grids: 'none' });
  expect(await times('a')).toEqual([50, 60]);
});

test('a file of no format that we know is refused by name', async () => {
  await expect(readCollectionFile(new File(['<html>'], 'x.xml'), () => undefined)).rejects.toMatchObject({
    code: 'exchange.unknown',
  });
});

test('a track takes the audio of another and stays in its lists; the other is no track any more', async () => {
  await createList('crate', 'Kept', ['a']);
  expect(await relinkTrack('a', 'b')).toMatchObject({ id: 'a', title: 'a', blobHash: 'hash b', fileName: 'b.mp3' });
  expect((await listTracks()).map(({ id }) => id)).toEqual(['a']);
  expect((await listLists())[0]?.trackIds).toEqual(['a']);
  expect(await times('a')).toEqual([]);
  expect(await relinkTrack('a', 'gone')).toBeUndefined();
});
