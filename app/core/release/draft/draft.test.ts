import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Release } from '#contracts/release/release.ts';
import { applyChange, changeBetween, filesOfRelease, isEmptyChange } from './change.ts';
import { copyRelease, fromTemplate, templateOf } from './copy.ts';
import { newRelease, newTrack } from './new-release.ts';
import { fieldOf, withField } from '../fixes/edit.ts';
import { nudgeTrack, placeTrack, removeVolume } from './track-order.ts';

const empty = newRelease('r', 0);

/** One edit as a person makes it. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('title' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('date' as const), text: fc.string() }),
  fc.record({ kind: fc.constant('add' as const), id: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(9) }),
  fc.record({ kind: fc.constant('move' as const), at: fc.nat(9), to: fc.nat(9) }),
  fc.record({ kind: fc.constant('track' as const), at: fc.nat(9), text: fc.string() }),
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function carryOut(release: Release, act: Edit): Release {
  const tracks = [...release.tracks];
  switch (act.kind) {
    case 'title':
      return { ...release, title: act.text };
    case 'date':
      return { ...release, dates: { ...release.dates, release: act.text } };
    case 'add':
      if (tracks.some(({ id }) => id === `t${act.id}`)) return release;
      return { ...release, tracks: [...tracks, newTrack(`t${act.id}`, release)] };
    case 'remove':
      return { ...release, tracks: tracks.filter((_, at) => at !== act.at) };
    case 'move':
      tracks.splice(act.to, 0, ...tracks.splice(act.at, 1));
      return { ...release, tracks };
    case 'track':
      return { ...release, tracks: tracks.map((one, at) => (at === act.at ? { ...one, title: act.text } : one)) };
  }
}

test('every series of edits can be taken back step by step and done again', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      const states = [empty];
      for (const act of edits) states.push(carryOut(states.at(-1) as Release, act));
      const steps = states.slice(1).map((after, at) => {
        const before = states[at] as Release;
        return { undo: changeBetween(after, before), redo: changeBetween(before, after) };
      });
      let now = states.at(-1) as Release;
      for (const [at, { undo }] of [...steps.entries()].reverse()) {
        now = applyChange(now, undo);
        expect(now).toEqual(states[at]);
      }
      for (const [at, { redo }] of steps.entries()) {
        now = applyChange(now, redo);
        expect(now).toEqual(states[at + 1]);
      }
    }),
  );
});

test('edits of two tabs meet: other fields, other tracks, a track that went', () => {
  const base = { ...empty, tracks: ['a', 'b'].map((id) => newTrack(id, empty)) };
  const [a, b] = base.tracks;
  if (!a || !b) throw new Error('no tracks');
  const mine = changeBetween(base, { ...base, title: 'Mine', tracks: [b, { ...a, isrc: 'X' }] });
  const theirs = { ...base, upc: '1', tracks: [{ ...a, title: 'Theirs' }, b, newTrack('c', empty)] };
  expect(applyChange(theirs, mine)).toMatchObject({
    title: 'Mine',
    upc: '1',
    tracks: [{ id: 'b' }, { id: 'a', isrc: 'X', title: 'Theirs' }, { id: 'c' }],
  });
  expect(applyChange({ ...base, tracks: [b] }, mine).tracks.map(({ id }) => id)).toEqual(['b']);
});

test('a state is not different from itself', () => {
  const release = { ...empty, tracks: [newTrack('a', empty)] };
  expect(isEmptyChange(changeBetween(release, structuredClone(release)))).toBe(true);
});

test('copies have ids of their own and no codes that belong to one release alone', () => {
  let next = 0;
  const makeId = () => `new-${next++}`;
  const file = { blobHash: 'f', fileName: 'a.wav', mimeType: 'audio/wav', sizeBytes: 1 };
  const track = { ...newTrack('t', empty), isrc: 'DEA012600001', audio: file };
  const source = { ...empty, upc: '4006381333931', catalogNumber: 'CAT 1', title: 'One', tracks: [track] };
  const copy = copyRelease(source, 'One again', makeId, 5);
  expect(copy).toMatchObject({ title: 'One again', upc: '', catalogNumber: '', createdAt: 5 });
  expect(copy.tracks[0]).toMatchObject({ isrc: 'DEA012600001', audio: file });
  expect(new Set(['r', 't', copy.id, copy.tracks[0]?.id]).size).toBe(4);
  const template = templateOf({ ...source, labelId: 'l' }, 'As always', makeId, 6);
  expect(template).toMatchObject({ isTemplate: true, title: 'As always', labelId: 'l', tracks: [] });
  expect(filesOfRelease(template)).toEqual([]);
  expect(fromTemplate(template, makeId, 7)).toMatchObject({ isTemplate: false, title: '', labelId: 'l' });
});

test('a track moves within its volume and over into the next one', () => {
  const track = (id: string, volume: number) => newTrack(id, empty, volume);
  const release = { ...empty, volumes: 3, tracks: [track('a', 1), track('b', 1), track('c', 2)] };
  const shown = ({ tracks }: Release) => tracks.map(({ id, volume }) => `${volume}${id}`).join(' ');
  expect(shown(nudgeTrack(release, 'a', 1))).toBe('1b 1a 2c');
  expect(shown(nudgeTrack(release, 'b', 1))).toBe('1a 2b 2c');
  expect(shown(nudgeTrack(release, 'c', -1))).toBe('1a 1b 1c');
  expect(shown(nudgeTrack(release, 'c', 1))).toBe('1a 1b 3c');
  expect(nudgeTrack(release, 'a', -1)).toBe(release);
  expect(shown(placeTrack(release, 'a', 2, 9))).toBe('1b 2c 2a');
  expect(shown(removeVolume(release, 1))).toBe('1a 1b 1c');
  expect(shown(removeVolume(release, 2))).toBe('1a 1b 1c');
});

test('fields are read and written by their dotted names', () => {
  expect(fieldOf(empty, 'territories.base')).toBe('world');
  const next = withField(empty, 'dates.release', '2026-12-04');
  expect(next.dates).toEqual({ ...empty.dates, release: '2026-12-04' });
  expect(empty.dates.release).toBe('');
});
