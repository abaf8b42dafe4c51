/// <reference path="../opfs.d.ts" />
import { createSHA256 } from 'hash-wasm';
import { AppError } from '#contracts/errors/app-error.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { storageFailure } from '../failure.ts';

/** What {@link putBlob} kept. */
export interface StoredBlob {
  readonly hash: BlobHash;
  readonly sizeBytes: number;
  /** False when the same bytes were stored before. */
  readonly isNew: boolean;
}

export interface PutBlobOptions {
  readonly signal?: AbortSignal;
  /** Called with the bytes written so far, once per chunk. */
  readonly onProgress?: (bytes: number) => void;
}

const DIRECTORY = 'blobs';
const TEMPORARY = '.part';

async function directory(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(DIRECTORY, { create: true });
}

/** True in workers of browsers with synchronous OPFS access, the only place where blobs are written to OPFS. */
function hasSyncAccess(): boolean {
  return 'FileSystemSyncAccessHandle' in globalThis;
}

/**
 * Streams `source` into the store and names it by its SHA-256. The file appears under its name only when it is whole
 * and flushed. Memory is bounded by one chunk of the stream.
 *
 * @throws AppError `storage.quota` when the disk is full (nothing stays behind); AbortError when `signal` fires
 * @thread dedicated worker (OPFS); elsewhere the bytes go to IndexedDB
 */
export async function putBlob(
  source: Blob | ReadableStream<Uint8Array>,
  options: PutBlobOptions = {},
): Promise<StoredBlob> {
  const stream = source instanceof Blob ? source.stream() : source;
  return hasSyncAccess() ? putInOpfs(stream, options) : putInDatabase(stream, options);
}

async function putInOpfs(stream: ReadableStream<Uint8Array>, options: PutBlobOptions): Promise<StoredBlob> {
  const folder = await directory();
  const partName = `${crypto.randomUUID()}${TEMPORARY}`;
  const part = await folder.getFileHandle(partName, { create: true });
  try {
    const access = await part.createSyncAccessHandle();
    let hash: string;
    let size: number;
    try {
      ({ hash, size } = await drain(stream, options, (chunk, at) => writeAll(access, chunk, at)));
      access.flush();
    } finally {
      access.close();
    }
    const isNew = !(await exists(folder, hash));
    if (isNew) await part.move(hash);
    else await folder.removeEntry(partName);
    return { hash, sizeBytes: size, isNew };
  } catch (error) {
    await folder.removeEntry(partName).catch(() => undefined);
    throw storageFailure(error);
  }
}

async function putInDatabase(stream: ReadableStream<Uint8Array>, options: PutBlobOptions): Promise<StoredBlob> {
  const parts: Blob[] = [];
  const { hash, size } = await drain(stream, options, (chunk) => void parts.push(new Blob([chunk as BlobPart])));
  const db = await openDb();
  try {
    const isNew = (await db.getKey('blobs', hash)) === undefined;
    if (isNew) {
      const tx = db.transaction('blobs', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put(new Blob(parts), hash), tx.done]);
    }
    return { hash, sizeBytes: size, isNew };
  } catch (error) {
    throw storageFailure(error);
  }
}

async function drain(
  stream: ReadableStream<Uint8Array>,
  options: PutBlobOptions,
  write: (chunk: Uint8Array, at: number) => void,
): Promise<{ hash: BlobHash; size: number }> {
  const hasher = await createSHA256();
  const reader = stream.getReader();
  let size = 0;
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return { hash: hasher.digest('hex'), size };
      write(value, size);
      hasher.update(value);
      size += value.byteLength;
      options.onProgress?.(size);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
}

function writeAll(access: FileSystemSyncAccessHandle, chunk: Uint8Array, at: number): void {
  const written = access.write(chunk as Uint8Array<ArrayBuffer>, { at });
  // Some engines answer a full disk with a short write instead of an exception.
  if (written !== chunk.byteLength) throw new AppError('storage.quota', { written, wanted: chunk.byteLength });
}

async function exists(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  return folder.getFileHandle(name).then(
    () => true,
    () => false,
  );
}

/**
 * The stored bytes as a lazily read `Blob`.
 *
 * @throws AppError `storage.missing` when no blob has this hash
 * @thread any
 */
export async function getBlob(hash: BlobHash): Promise<Blob> {
  const file = await fileOf(hash);
  if (file) return file;
  const row = await (await openDb()).get('blobs', hash);
  if (row) return row;
  throw new AppError('storage.missing', { hash });
}

async function fileOf(hash: BlobHash): Promise<File | null> {
  return (await openBlobFile(hash))?.getFile().catch(() => null) ?? null;
}

/** The file of a blob, or null where it is in the database or nowhere. */
export async function openBlobFile(hash: BlobHash): Promise<FileSystemFileHandle | null> {
  try {
    return await (await directory()).getFileHandle(hash);
  } catch {
    return null;
  }
}

/** Whether the store holds the blob. */
export async function hasBlob(hash: BlobHash): Promise<boolean> {
  return (await fileOf(hash)) !== null || (await (await openDb()).getKey('blobs', hash)) !== undefined;
}

/** Hashes of all blobs that the store holds. */
export async function listBlobHashes(): Promise<Set<BlobHash>> {
  const hashes = new Set<BlobHash>(await (await openDb()).getAllKeys('blobs'));
  const folder = await directory().catch(() => null);
  if (folder) for await (const name of folder.keys()) if (!name.endsWith(TEMPORARY)) hashes.add(name);
  return hashes;
}

/** Removes the bytes for good. Callers see to it that no track needs them. */
export async function deleteBlob(hash: BlobHash): Promise<void> {
  await (await openDb()).delete('blobs', hash);
  const folder = await directory().catch(() => null);
  await folder?.removeEntry(hash).catch(() => undefined);
}
