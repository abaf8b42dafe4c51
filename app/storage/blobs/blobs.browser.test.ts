import { beforeEach, expect, test } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { deleteBlob, getBlob, hasBlob, putBlob, type StoredBlob } from './blobs.ts';
import { sweepBlobs } from './sweep.ts';
import type { PutJob } from './blobs.test.worker.ts';

// Other suites share the origin.
beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('blobs', { recursive: true }).catch(() => undefined);
});

const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

/** Runs `putBlob` where the product runs it: in a dedicated worker, against OPFS. */
async function putInWorker(job: PutJob): Promise<StoredBlob | { error: string }> {
  const worker = new Worker(new URL('./blobs.test.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.postMessage(job);
    });
  } finally {
    worker.terminate();
  }
}

async function filesInStore(): Promise<string[]> {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('blobs', { create: true });
  return (await Array.fromAsync(folder.keys())).toSorted();
}

test('the page keeps bytes in IndexedDB under their SHA-256', async () => {
  expect(await putBlob(new Blob(['a', 'bc']))).toEqual({ hash: abc, sizeBytes: 3, isNew: true });
  expect(await putBlob(new Blob(['abc']))).toEqual({ hash: abc, sizeBytes: 3, isNew: false });
  expect(await (await getBlob(abc)).text()).toBe('abc');
  await deleteBlob(abc);
  expect(await hasBlob(abc)).toBe(false);
  await expect(getBlob(abc)).rejects.toMatchObject({ code: 'storage.missing', details: { hash: abc } });
});

test('a worker keeps bytes in OPFS, once, with nothing left beside them', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  const first = await putInWorker({ parts: [bytes, bytes, bytes] });
  expect(first).toMatchObject({ sizeBytes: 180_000, isNew: true });
  const { hash } = first as StoredBlob;
  expect(await putInWorker({ parts: [bytes, bytes, bytes] })).toEqual({ hash, sizeBytes: 180_000, isNew: false });
  expect(await filesInStore()).toEqual([hash]);
  const read = new Uint8Array(await (await getBlob(hash)).arrayBuffer());
  expect(read.slice(60_000, 120_000)).toEqual(bytes);
  await deleteBlob(hash);
  expect(await filesInStore()).toEqual([]);
});

test('a source that breaks or is cancelled leaves nothing behind', async () => {
  const bytes = new Uint8Array(1000);
  expect(await putInWorker({ parts: [bytes], breakWith: 'TypeError' })).toEqual({ error: 'storage.unavailable' });
  expect(await putInWorker({ parts: [bytes], breakWith: 'AbortError' })).toEqual({ error: 'AbortError' });
  expect(await putInWorker({ parts: [bytes], breakWith: 'QuotaExceededError' })).toEqual({ error: 'storage.quota' });
  expect(await filesInStore()).toEqual([]);
});

test('sweeping removes half-written files and old orphans, and keeps what a track needs', async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('blobs', { create: true });
  await folder.getFileHandle('killed.part', { create: true });
  const orphan = (await putInWorker({ parts: [new Uint8Array(500)] })) as StoredBlob;
  const needed = (await putInWorker({ parts: [new Uint8Array(600)] })) as StoredBlob;
  const db = await openDb();
  await db.put('tracks', { id: 't', blobHash: needed.hash, addedAt: 1 } as Track);
  // A file that an import is just about to write must not go.
  expect(await sweepBlobs()).toBe(0);
  expect(await filesInStore()).toContain('killed.part');
  expect(await sweepBlobs(Date.now() + 2 * 60 * 1000)).toBe(0);
  expect(await filesInStore()).toEqual([needed.hash, orphan.hash].toSorted());
  expect(await sweepBlobs(Date.now() + 2 * 60 * 60 * 1000)).toBe(500);
  expect(await filesInStore()).toEqual([needed.hash]);
  await db.clear('tracks');
  await deleteBlob(needed.hash);
});
