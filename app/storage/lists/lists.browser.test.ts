import { beforeEach, expect, test } from 'vitest';
import { openDb } from '../db/open.ts';
import { beginPlay, listPlays, updatePlay } from '../plays/plays.ts';
import { createList, deleteList, editList, listLists, putList } from './lists.ts';

beforeEach(async () => {
  const db = await openDb();
  await Promise.all([db.clear('lists'), db.clear('plays')]);
});

test('a locked list takes no change until it is unlocked', async () => {
  const { id } = await createList('crate', 'Peak time', ['a']);
  await editList(id, () => ({ locked: true }));
  expect(await editList(id, ({ trackIds }) => ({ trackIds: [...trackIds, 'b'] }))).toBeUndefined();
  expect(await deleteList(id)).toBeUndefined();
  await editList(id, () => ({ locked: false }));
  expect(await editList(id, ({ trackIds }) => ({ trackIds: [...trackIds, 'b'] }))).toMatchObject({
    trackIds: ['a', 'b'],
  });
  expect(await editList('gone', () => ({ name: 'x' }))).toBeUndefined();
});

test('a removed list can be put back as it was', async () => {
  const list = await createList('playlist', 'Warm up', ['b', 'a', 'b']);
  const removed = await deleteList(list.id);
  expect(await listLists()).toEqual([]);
  if (removed) await putList(removed);
  expect(await listLists()).toEqual([list]);
});

test('plays come back oldest first, each with what was heard of it', async () => {
  const base = { trackId: 't', title: 'T', artist: '', deck: 'A', heardSec: 0 };
  await beginPlay({ ...base, startedAt: 2000 });
  const { id } = await beginPlay({ ...base, startedAt: 1000 });
  await updatePlay(id, 12.5);
  expect((await listPlays()).map(({ startedAt, heardSec }) => [startedAt, heardSec])).toEqual([
    [1000, 12.5],
    [2000, 0],
  ]);
});
