import { proxy, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import { dequantise24 } from '#core/wav/pcm24.ts';
import { listAnalysisJobs } from '#storage/analysis/jobs.ts';
import { deleteBlob, getBlob } from '#storage/blobs/blobs.ts';
import { openDb } from '#storage/db/open.ts';
import { listTracks } from '#storage/library/tracks.ts';
import { listSpools, spoolOf } from '#storage/spool/spools.ts';
import { binTake, freeTake, restoreTake } from '#storage/takes/bin.ts';
import { deleteTake, getTake, listTakes } from '#storage/takes/journal.ts';
import { mayHaveOpenTakes } from '#storage/takes/peek.ts';
import { listKeptSources } from '#storage/takes/recovery.ts';
import { findOpenTakes, sealTake, startTakeReader, takeAsWav } from './client.ts';
import type { TakesApi } from './protocol.ts';
import type { TakeWriter, WrittenTake } from './take-writer.test.worker.ts';

const FRAMES = 20_000;
const RATE = 100;

function startWriter() {
  const worker = new Worker(new URL('./take-writer.test.worker.ts', import.meta.url), { type: 'module' });
  return { worker, writer: wrap<TakeWriter>(worker) };
}

/** Leaves a take as a killed browser leaves it: whole blocks on disk, nobody alive who owns it. */
async function crashedTake(id: string, more: Partial<WrittenTake> = {}): Promise<void> {
  const { worker, writer } = startWriter();
  await writer.write({ id, frames: FRAMES, backend: 'opfs', sampleRate: RATE, ended: false, ...more });
  worker.terminate();
}

/** Samples of a WAV made from a test take, against what was recorded. */
async function expectSamples(wav: Blob, frames = FRAMES): Promise<void> {
  const bytes = new Uint8Array(await wav.arrayBuffer());
  expect(bytes.length).toBe(44 + frames * 6);
  const [left, right] = dequantise24(bytes.subarray(44), 2);
  const wrong = left?.findIndex((x, i) => x !== (i % 32_768) / 32_768 || right?.[i] !== -x);
  expect(wrong).toBe(-1);
}

afterEach(async () => {
  for (const { takeId, store } of await listSpools()) await store.remove(takeId);
  for (const { blobHash } of await listTracks()) await deleteBlob(blobHash);
  const db = await openDb();
  for (const store of ['takes', 'tracks', 'analysisJobs'] as const) await db.clear(store);
});

describe.each(['opfs', 'idb'] as const)('a take in %s', (backend) => {
  test('that was cut off is found with all it holds, kept as a track, and its source stays until freed', async () => {
    await crashedTake('a', { backend });
    expect(await mayHaveOpenTakes()).toBe(true);
    const found = await findOpenTakes();
    expect(found).toMatchObject([
      {
        ...{ id: 'a', name: 'Take a', state: 'stopped', endedBy: 'crash', frames: FRAMES, missingFrames: 0 },
        markers: [{ frame: 1024, label: 'Here' }],
        gaps: [{ frame: 1536, lengthMs: 250, reason: 'suspended' }],
      },
    ]);
    expect(await findOpenTakes()).toEqual(found);
    await expectSamples(await takeAsWav('a'));
    const progress: number[] = [];
    const track = await sealTake({ id: 'a', backend }, true, (done) => progress.push(done));
    expect(track).toMatchObject({
      origin: 'take',
      takeId: 'a',
      durationSec: FRAMES / RATE,
      markers: found[0]?.markers,
    });
    expect(progress.at(-1)).toBeCloseTo(1, 2);
    await expectSamples(await getBlob(track.blobHash));
    expect(await listAnalysisJobs()).toMatchObject([{ blobHash: track.blobHash }]);
    expect(await sealTake({ id: 'a', backend }, true, () => undefined)).toEqual(track);
    expect(await findOpenTakes()).toEqual([]);
    expect(await listKeptSources()).toMatchObject([{ takeId: 'a', take: { state: 'sealed' } }]);
    await freeTake('a', backend);
    expect(await listSpools()).toEqual([]);
    expect(await listTracks()).toHaveLength(1);
    expect(await mayHaveOpenTakes()).toBe(false);
  });

  test('whose journal row is lost is rebuilt from its segments alone, even without the first', async () => {
    await crashedTake('b', { backend });
    const before = (await findOpenTakes())[0];
    await deleteTake('b');
    expect(await findOpenTakes()).toEqual([before]);
    await deleteTake('b');
    const [first] = await spoolOf(backend).segments('b');
    const firstFrames = Math.ceil((30 * RATE) / 512) * 512;
    if (backend === 'opfs') {
      const takes = await (await navigator.storage.getDirectory()).getDirectoryHandle('takes');
      await (await takes.getDirectoryHandle('b')).removeEntry('00000.wfs');
    } else await (await openDb()).delete('spool', IDBKeyRange.bound(['b', 0], ['b', 999_999]));
    expect(first).toBeDefined();
    const [after] = await findOpenTakes();
    expect(after).toMatchObject({
      name: 'Take b',
      frames: FRAMES,
      missingFrames: firstFrames,
      markers: before?.markers,
    });
    expect(after?.gaps[0]).toMatchObject({ frame: 0, reason: 'damaged' });
  });
});

test('any place of an open take can be heard, up to its end and over a hole', async () => {
  await crashedTake('p');
  await findOpenTakes();
  const reader = startTakeReader('p');
  for (const frame of [0, 1, 3071, 3072, 3073, 9999, FRAMES - 1]) {
    const audio = await reader.audioAt(frame);
    expect(audio?.channels.length).toBe(2);
    const at = frame - (audio?.firstFrame ?? 0);
    expect(audio?.channels[0]?.[at]).toBe((frame % 32_768) / 32_768);
  }
  expect(await reader.audioAt(FRAMES)).toBeNull();
  const takes = await (await navigator.storage.getDirectory()).getDirectoryHandle('takes');
  const first = await reader.audioAt(0);
  await (await takes.getDirectoryHandle('p')).removeEntry('00001.wfs');
  const after = await reader.audioAt(first?.channels[0]?.length ?? 0);
  expect(after?.firstFrame).toBe(2 * (first?.channels[0]?.length ?? 0));
  reader.close();
});

test('a normal stop frees the spool and the row only after the track stands', async () => {
  await crashedTake('n', { ended: true });
  const track = await sealTake({ id: 'n', backend: 'opfs' }, false, () => undefined);
  await expectSamples(await getBlob(track.blobHash));
  expect([await listSpools(), await listTakes()]).toEqual([[], []]);
});

test('sealing that is cut off at any moment loses nothing and makes no second track', async () => {
  await crashedTake('c');
  for (const stopAfter of [0, 20, 40, 60, 90, 130]) {
    const worker = new Worker(new URL('./recorder.worker.ts', import.meta.url), { type: 'module' });
    const api = wrap<{ takes: Pick<TakesApi, 'seal'> }>(worker);
    const takes = api.takes as unknown as Remote<TakesApi>;
    void takes.seal(
      'c',
      'opfs',
      true,
      proxy(() => undefined),
    );
    await new Promise((resolve) => setTimeout(resolve, stopAfter));
    worker.terminate();
  }
  const track = await sealTake({ id: 'c', backend: 'opfs' }, true, () => undefined);
  await expectSamples(await getBlob(track.blobHash));
  expect(await listTracks()).toHaveLength(1);
  await expectSamples(await takeAsWav('c'));
});

test('discarding moves to the bin, restoring brings back, and only the bin deletes', async () => {
  await crashedTake('d');
  await expect(freeTake('d', 'opfs')).rejects.toMatchObject({ code: 'capture.busy' });
  await findOpenTakes();
  await binTake('d');
  expect(await findOpenTakes()).toEqual([]);
  expect(await listKeptSources()).toMatchObject([{ takeId: 'd', take: { state: 'binned' } }]);
  await restoreTake('d');
  expect(await findOpenTakes()).toMatchObject([{ id: 'd', frames: FRAMES }]);
  await binTake('d');
  await freeTake('d', 'opfs');
  expect([await listSpools(), await listTakes()]).toEqual([[], []]);
});

test('a take that another window works on is neither offered nor touched, and is found when that window dies', async () => {
  await crashedTake('e');
  const { worker, writer } = startWriter();
  await writer.hold('e');
  expect(await mayHaveOpenTakes()).toBe(false);
  expect(await findOpenTakes()).toEqual([]);
  await expect(binTake('e')).rejects.toMatchObject({ code: 'capture.busy' });
  await expect(freeTake('e', 'opfs')).rejects.toMatchObject({ code: 'capture.busy' });
  expect((await getTake('e'))?.state).toBe('recording');
  worker.terminate();
  await expect.poll(async () => (await findOpenTakes()).map(({ id }) => id)).toEqual(['e']);
});

test('damage in the middle costs what was damaged, in its place, and is told', async () => {
  await crashedTake('f');
  const takes = await (await navigator.storage.getDirectory()).getDirectoryHandle('takes');
  const file = await (await takes.getDirectoryHandle('f')).getFileHandle('00001.wfs');
  const bytes = new Uint8Array(await (await file.getFile()).arrayBuffer());
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
  const writable = await file.createWritable();
  await writable.write(bytes);
  await writable.close();
  const [take] = await findOpenTakes();
  const damage = take?.gaps.find(({ reason }) => reason === 'damaged');
  expect(take).toMatchObject({ frames: FRAMES });
  expect(take?.missingFrames).toBeGreaterThan(0);
  expect(Math.round((damage?.lengthMs ?? 0) * (RATE / 1000))).toBe(take?.missingFrames);
  const wav = new Uint8Array(await (await takeAsWav('f')).arrayBuffer());
  const [left = new Float32Array()] = dequantise24(wav.subarray(44), 2);
  const from = damage?.frame ?? 0;
  const until = from + (take?.missingFrames ?? 0);
  const wrong = left.findIndex((x, i) => x !== (i >= from && i < until ? 0 : (i % 32_768) / 32_768));
  expect(wrong).toBe(-1);
  const track = await sealTake({ id: 'f', backend: 'opfs' }, true, () => undefined);
  expect(new Uint8Array(await (await getBlob(track.blobHash)).arrayBuffer())).toEqual(wav);
});

test('a take without a single frame is cleared away, damaged bytes that nobody can read are not', async () => {
  await crashedTake('g', { frames: 0 });
  expect(await findOpenTakes()).toEqual([]);
  expect(await listSpools()).toEqual([]);
  const takes = await (await navigator.storage.getDirectory()).getDirectoryHandle('takes');
  const folder = await takes.getDirectoryHandle('h', { create: true });
  const writable = await (await folder.getFileHandle('00000.wfs', { create: true })).createWritable();
  await writable.write(new Uint8Array(5000).fill(7));
  await writable.close();
  expect(await findOpenTakes()).toEqual([]);
  expect(await listKeptSources()).toMatchObject([{ takeId: 'h', take: null, bytes: 5000 }]);
});
