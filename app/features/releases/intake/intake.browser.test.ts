import { beforeEach, expect, test } from 'vitest';
import { newRelease } from '#core/release/draft/new-release.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { openDb } from '#storage/db/open.ts';
import { listParties } from '#storage/releases/parties.ts';
import { addRelease, getRelease } from '#storage/releases/releases.ts';
import { undoStep } from '#storage/releases/steps.ts';
import { intakeOf } from './intake.svelte.ts';
import { chosenFiles } from './read-drop.ts';

beforeEach(async () => {
  const db = await openDb();
  await Promise.all([db.clear('releases'), db.clear('releaseSteps'), db.clear('parties')]);
});

test('a folder becomes tracks in order with their bytes, the cover and the booklet; broken masters are kept, too', async () => {
  await addRelease(newRelease('r', 1));
  const file = (name: string, bytes: number, type = '') => new File([new Uint8Array(bytes)], name, { type });
  const intake = intakeOf('r');
  await intake.add(
    chosenFiles([
      file('02_Second.wav', 100),
      file('cover.png', 40, 'image/png'),
      file('01_First.wav', 0),
      file('booklet.pdf', 9, 'application/pdf'),
      file('mix.als', 5),
    ]),
  );
  expect(intake.running).toBe(false);
  expect(intake.refused).toEqual([]);
  expect(intake.problems).toEqual([{ kind: 'ignored', path: 'mix.als' }]);
  const release = await getRelease('r');
  expect(release?.tracks.map(({ title, audio }) => [title, audio?.sizeBytes])).toEqual([
    ['First', 0],
    ['Second', 100],
  ]);
  expect(release).toMatchObject({ format: 'single', cover: { sizeBytes: 40 }, attachments: [{ sizeBytes: 9 }] });
  expect((await getBlob(release?.tracks[1]?.audio?.blobHash ?? '')).size).toBe(100);
  expect(await listParties()).toEqual([]);
  await undoStep('r');
  expect((await getRelease('r'))?.attachments).toEqual([]);
});
