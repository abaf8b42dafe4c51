import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { Upload } from '@tus/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wavFile } from '../../../tests/support/audio-files.ts';
import { startS3 } from '../../../tests/support/s3/server.ts';
import { FileObjects } from './files.ts';
import type { Entry, ObjectStore } from './port.ts';
import { S3Objects } from './s3.ts';

interface Opened {
  readonly store: ObjectStore;
  /** The same data in a new process. */
  reopen(): Promise<ObjectStore>;
  close(): Promise<void>;
}

async function openFiles(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-store-'));
  const reopen = () => FileObjects.open(folder);
  return { store: await reopen(), reopen, close: async () => rmSync(folder, { recursive: true }) };
}

async function openS3(copyPartBytes?: number): Promise<Opened> {
  const double = await startS3();
  const keys = { region: 'test', accessKeyId: 'id', secretAccessKey: 'key' };
  const part = copyPartBytes === undefined ? {} : { copyPartBytes };
  const open = () => new S3Objects({ bucket: double.name, endpoint: double.url, ...keys, ...part });
  return { store: open(), reopen: () => Promise.resolve(open()), close: () => double.close() };
}

const MB = 1 << 20;
const key = 'recordings/user/abc';
const names = async (list: AsyncIterable<Entry>) => {
  const found: string[] = [];
  for await (const { name } of list) found.push(name);
  return [...new Set(found)].sort();
};

describe.each([
  ['files', openFiles],
  ['S3', openS3],
  ['S3, copied in parts', () => openS3(5 * MB)],
] as const)('the object store: %s', (_name, open) => {
  let opened: Opened;
  let store: ObjectStore;
  beforeEach(async () => {
    opened = await open();
    ({ store } = opened);
  });
  afterEach(() => opened.close());

  const bytes = wavFile(12 * MB);
  const send = async (target: ObjectStore, from: number, to: number, id = 'upload-1') => {
    const { offset } = await target.uploads.getUpload(id);
    expect(offset).toBe(from);
    return target.uploads.write(Readable.from([Buffer.from(bytes.subarray(from, to))]), id, from);
  };
  const create = (id = 'upload-1', size = bytes.byteLength) =>
    store.uploads.create(new Upload({ id, size, offset: 0, metadata: { sha256: 'x' } }));

  it('takes an upload in uneven pieces, over a restart, and makes an object of it', async () => {
    await create();
    expect(await send(store, 0, 1000)).toBe(1000);
    expect(await send(store, 1000, 7 * MB)).toBe(7 * MB);
    const again = await opened.reopen();
    expect(await send(again, 7 * MB, 7 * MB + 5)).toBe(7 * MB + 5);
    expect(await send(again, 7 * MB + 5, bytes.byteLength)).toBe(bytes.byteLength);
    expect(await buffer(await again.readUpload('upload-1', { start: 0, end: 3 }))).toEqual(Buffer.from('RIFF'));
    await again.adopt('upload-1', bytes.byteLength, key);
    await again.adopt('upload-1', bytes.byteLength, key);
    await again.removeUpload('upload-1');
    expect(Buffer.compare(await buffer(await again.read(key)), bytes)).toBe(0);
    expect(await again.size(key)).toBe(bytes.byteLength);
    expect(await names(again.listUploads())).toEqual([]);
  });

  it('takes an empty piece after the last one, also in another process', async () => {
    await create('small', 100);
    const piece = Readable.from([Buffer.from(bytes.subarray(0, 100))]);
    expect(await store.uploads.write(piece, 'small', 0)).toBe(100);
    for (const target of [store, await opened.reopen()]) {
      expect((await target.uploads.getUpload('small')).offset).toBe(100);
      expect(await target.uploads.write(Readable.from([]), 'small', 100)).toBe(100);
    }
  });

  it('removes uploads in any state', async () => {
    await create('empty');
    await create('half');
    await send(store, 0, 6 * MB, 'half');
    await create('whole', 100);
    await store.uploads.write(Readable.from([Buffer.alloc(100)]), 'whole', 0);
    for (const id of ['empty', 'half', 'whole', 'unknown']) await store.removeUpload(id);
    for (const id of ['empty', 'half', 'whole', 'unknown']) {
      await expect(store.uploads.getUpload(id)).rejects.toMatchObject({ status_code: 404 });
      await expect(store.uploads.remove(id)).rejects.toMatchObject({ status_code: 404 });
    }
    expect(await names(store.listUploads())).toEqual([]);
  });

  it('lists unfinished uploads', async () => {
    for (let count = 1; count <= 5; count++) await create(`upload-${count}`);
    expect(await names(store.listUploads())).toEqual(['upload-1', 'upload-2', 'upload-3', 'upload-4', 'upload-5']);
  });

  it('writes, reads, lists and removes objects', async () => {
    const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'b/c/4', 'b/d'].map((name) => `recordings/${name}`);
    for (const name of keys) await store.write(name, `content of ${name}`);
    await store.write('recordings/a', 'changed');
    expect(await text(await store.read('recordings/a'))).toBe('changed');
    expect(await text(await store.read('recordings/b/1', { start: 8, end: 9 }))).toBe('of');
    expect(await names(store.list('recordings/'))).toEqual(keys);
    expect(await names(store.list('recordings/b/c/'))).toEqual(['recordings/b/c/3', 'recordings/b/c/4']);
    await store.remove('recordings/a');
    await store.remove('recordings/a');
    await store.remove('other/folder/x');
    expect(await store.size('recordings/a')).toBeNull();
    await expect(store.read('recordings/a')).rejects.toMatchObject({ code: 'http.not_found' });
    expect(await names(store.list('recordings/'))).toEqual(keys.slice(1));
    expect(await names(store.list('nothing/'))).toEqual([]);
  });

  it.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', 'a/.', '.hidden', 'a\\b', 'a\0b', 'a b', 'x'.repeat(600)])(
    'knows that %j is no key',
    async (wrong) => {
      await expect(store.size(wrong)).rejects.toThrow('not an object key');
      await expect(store.write(wrong, 'x')).rejects.toThrow('not an object key');
      await expect(store.adopt('upload-1', 1, wrong)).rejects.toThrow('not an object key');
      await expect(store.remove(wrong)).rejects.toThrow('not an object key');
    },
  );

  it('knows whether it works', async () => {
    await store.check();
    await opened.close();
    await expect(store.check()).rejects.toThrow();
    opened = await open();
  });
});
