import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { SetEntry, SetRow } from '#contracts/records/set.ts';
import { openDb } from '../db/open.ts';
import { SetLogWriter } from './log-writer.ts';
import {
  addSetVersion,
  binSet,
  chooseSetVersion,
  createSet,
  getSet,
  holdSet,
  listSets,
  purgeSet,
  readSetLog,
  recoverSets,
  restoreSet,
} from './sets.ts';

beforeEach(async () => {
  const db = await openDb();
  await Promise.all([db.clear('sets'), db.clear('setLog')]);
});

const row = (id: string, startedAt = 1000): SetRow => ({
  ...{ id, startedAt, name: id, endedAt: null, sampleRate: 48_000, settledFrame: 0, firstFrame: 1280, endFrame: 1280 },
  ...{ tracks: [], version: 0, versions: [{ version: 0, createdAt: startedAt }], deletedAt: null },
});

const track = (blobHash: string) => ({ trackId: `t${blobHash}`, blobHash, title: blobHash, artist: '', isrc: '' });

const entry: fc.Arbitrary<SetEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('move' as const),
    frame: fc.nat(1e9),
    control: fc.constantFrom('A.play', 'B.fader', 'mixer.crossfader'),
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
  fc.record({
    kind: fc.constant('source' as const),
    id: fc.nat(9),
    track: fc.constantFrom('a', 'b', 'c').map(track),
    grid: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('seen' as const),
    frame: fc.nat(1e9),
    deck: fc.constant('A'),
    positionSec: fc.double({ min: 0, max: 1e4, noNaN: true }),
    tempo: fc.constant(1),
  }),
);

test('what goes into a log comes out of it, in order, wherever its batches are cut; a kill loses the unwritten rest only', async () => {
  let runs = 0;
  // Each piece is what came between two writes; the last was never written.
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(entry, { maxLength: 12 }), { maxLength: 10 }),
      fc.array(entry),
      async (pieces, rest) => {
        const id = `set ${runs++}`;
        await createSet(row(id));
        const writer = new SetLogWriter(id, 1280);
        for (const [index, piece] of pieces.entries()) {
          for (const one of piece) writer.add([one]);
          writer.reach(1280 + (index + 1) * 48_000);
          // Not awaited each time: writes that overlap must not change the order.
          if (index % 2 === 0) void writer.flush();
          else await writer.flush();
        }
        await writer.flush();
        writer.add(rest);
        expect(await readSetLog(id, 0)).toEqual(pieces.flat());
        const kept = await getSet(id);
        expect(kept?.endFrame).toBe(1280 + pieces.length * 48_000);
        const heard = new Set(pieces.flat().flatMap((one) => (one.kind === 'source' ? [one.track.blobHash] : [])));
        expect(new Set(kept?.tracks.map(({ blobHash }) => blobHash))).toEqual(heard);
      },
    ),
    { numRuns: 40 },
  );
});

test('sets that a killed browser left running are ended where they were written last; running ones are not', async () => {
  for (const id of ['killed', 'running', 'empty']) await createSet(row(id));
  const writer = new SetLogWriter('killed', 1280);
  writer.reach(1280 + 10 * 48_000);
  await writer.flush();
  const lock = await holdSet('running');
  expect(await recoverSets()).toEqual(['killed']);
  expect(await getSet('killed')).toMatchObject({ endedAt: 11_000, endFrame: 1280 + 480_000 });
  expect(await getSet('running')).toMatchObject({ endedAt: null });
  expect(await getSet('empty')).toBeUndefined();
  lock?.release();
});

test('an edit is a new version beside the old one, and each can be put in force', async () => {
  await createSet(row('edited'));
  const writer = new SetLogWriter('edited', 1280);
  const move = (frame: number): SetEntry => ({ kind: 'move', frame, control: 'A.play', value: 1 });
  writer.add([move(1)]);
  await writer.flush();
  const long = Array.from({ length: 4500 }, (_, i) => move(i));
  expect(await addSetVersion('edited', long)).toMatchObject({ version: 1 });
  expect(await readSetLog('edited', 0)).toEqual([move(1)]);
  expect(await readSetLog('edited', 1)).toEqual(long);
  expect(await chooseSetVersion('edited', 0)).toMatchObject({ version: 0, versions: [{ version: 0 }, { version: 1 }] });
  expect(await chooseSetVersion('edited', 7)).toMatchObject({ version: 0 });
  expect(await addSetVersion('edited', [])).toMatchObject({ version: 2 });
});

test('the bin gives a set back; what is purged is gone with its log', async () => {
  await createSet(row('old', 1));
  await createSet(row('new', 2));
  expect((await listSets()).map(({ id }) => id)).toEqual(['new', 'old']);
  await addSetVersion('old', [{ kind: 'move', frame: 1, control: 'A.play', value: 1 }]);
  expect((await binSet('old'))?.deletedAt).toBeGreaterThan(0);
  expect(await restoreSet('old')).toMatchObject({ deletedAt: null });
  await purgeSet('old');
  expect(await getSet('old')).toBeUndefined();
  expect(await readSetLog('old', 1)).toEqual([]);
});
