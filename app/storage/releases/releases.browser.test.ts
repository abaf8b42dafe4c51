import { beforeEach, expect, test } from 'vitest';
import type { Release } from '#contracts/release/release.ts';
import type { ReleaseChange } from '#contracts/release/step.ts';
import { changeBetween } from '#core/release/draft/change.ts';
import { newRelease, newTrack } from '#core/release/draft/new-release.ts';
import { openDb } from '../db/open.ts';
import { isNeeded } from '../blobs/needed.ts';
import { addRelease, getRelease, purgeRelease } from './releases.ts';
import { historyPlace, redoStep, saveStep, undoStep } from './steps.ts';

beforeEach(async () => {
  const db = await openDb();
  await Promise.all([db.clear('releases'), db.clear('releaseSteps')]);
});

const start = newRelease('r', 1);
const noChange: ReleaseChange = { fields: {}, tracks: {}, order: null };

const save = (before: Release, after: Release, continues: number | null = null) =>
  saveStep('r', {
    forward: changeBetween(before, after),
    redo: changeBetween(before, after),
    undo: changeBetween(after, before),
    continues,
  });

/** What another start of the app would find. */
const reopened = async () => {
  const db = await openDb();
  db.dispatchEvent(Object.assign(new Event('versionchange'), { newVersion: 99, oldVersion: 1 }));
  return getRelease('r');
};

test('edits are taken back and done again after a reload; a new edit ends what could be done again', async () => {
  await addRelease(start);
  const one = { ...start, title: 'One' };
  const two = { ...one, tracks: [newTrack('t', one)] };
  await save(start, one);
  await save(one, two);
  expect(await reopened()).toMatchObject({ title: 'One', tracks: [{ id: 't' }] });
  expect(await historyPlace('r')).toEqual({ canUndo: true, canRedo: false });
  expect((await undoStep('r'))?.release.tracks).toEqual([]);
  expect(await undoStep('r')).toMatchObject({ release: { title: '' }, canUndo: false, canRedo: true });
  expect(await undoStep('r')).toBeNull();
  expect(await reopened()).toMatchObject({ title: '', tracks: [] });
  expect(await redoStep('r')).toMatchObject({ release: { title: 'One' }, canUndo: true, canRedo: true });
  await save(one, { ...one, title: 'Other' });
  expect(await redoStep('r')).toBeNull();
  expect(await undoStep('r')).toMatchObject({ release: { title: 'One' } });
});

test('typing is one step, and an edit of another tab stays', async () => {
  await addRelease(start);
  const a = { ...start, title: 'A' };
  const first = await save(start, a);
  const ab = { ...a, title: 'AB' };
  await saveStep('r', {
    forward: changeBetween(a, ab),
    redo: changeBetween(start, ab),
    undo: changeBetween(ab, start),
    continues: first?.sequence ?? null,
  });
  await save(start, { ...start, upc: '1' });
  expect(await getRelease('r')).toMatchObject({ title: 'AB', upc: '1' });
  await undoStep('r');
  expect((await undoStep('r'))?.release).toMatchObject({ title: '', upc: '' });
  expect(await saveStep('gone', { forward: noChange, undo: noChange, redo: noChange, continues: null })).toBeNull();
});

test('a file is needed by a release, by an edit that can be taken back, and by nothing after the release is gone', async () => {
  const file = { blobHash: 'f'.repeat(64), fileName: 'a.wav', mimeType: 'audio/wav', sizeBytes: 1 };
  const withFile = { ...start, tracks: [{ ...newTrack('t', start), audio: file }] };
  const db = await openDb();
  await addRelease(start);
  expect(await isNeeded(db, file.blobHash)).toBe(false);
  await save(start, withFile);
  expect(await isNeeded(db, file.blobHash)).toBe(true);
  await save(withFile, start);
  expect(await isNeeded(db, file.blobHash)).toBe(true);
  await purgeRelease('r');
  expect(await isNeeded(db, file.blobHash)).toBe(false);
});
