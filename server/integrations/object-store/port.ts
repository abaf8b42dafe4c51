import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** Bytes `start` to `end` of an object, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Something in the store, and when it last changed (epoch milliseconds). */
export interface Entry {
  readonly name: string;
  readonly changedAt: number;
}

/**
 * Where bytes live: unfinished uploads, which only the tus server writes, and objects, which never change once they have
 * their key. Whatever has been acknowledged is on disk and survives a kill at any moment.
 *
 * Keys are paths of `[A-Za-z0-9._-]` segments, made by the server and never by a client; anything else is a mistake in
 * the program and throws.
 */
export interface ObjectStore {
  readonly kind: 'files' | 's3';
  /** What the tus server writes to: creation, creation-with-upload, termination. */
  readonly uploads: DataStore;

  /** Bytes of an upload. The stream may fail with `ENOENT` or its like. */
  readUpload(id: string, range?: ByteRange): Promise<Readable>;
  /** Makes a complete upload the object `key` as well. Doing it again changes nothing. The upload stays. */
  adopt(id: string, sizeBytes: number, key: string): Promise<void>;
  /** Forgets an upload, complete or not, known or not. */
  removeUpload(id: string): Promise<void>;
  listUploads(): AsyncIterable<Entry>;

  /** Writes a small object as a whole. */
  write(key: string, data: string | Uint8Array): Promise<void>;
  /** @throws AppError `http.not_found` */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Size in bytes, null when there is no such object. */
  size(key: string): Promise<number | null>;
  /** Removes an object, there or not. */
  remove(key: string): Promise<void>;
  /** All keys that begin with `prefix`, which ends with a slash. */
  list(prefix: string): AsyncIterable<Entry>;

  /** Bytes that still fit; null when only trying would tell. */
  freeBytes(): Promise<number | null>;
  /** @throws when the store cannot be written to */
  check(): Promise<void>;
}

const keyPattern = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** @throws Error on anything that is no key */
export function assertKey(key: string): void {
  if (!keyPattern.test(key) || key.length > 512) throw new Error('not an object key');
}
