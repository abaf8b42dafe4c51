import { createHash, type Hash } from 'node:crypto';
import { pipeline, Transform, type Readable } from 'node:stream';
import { DataStore, type Upload } from '@tus/server';

interface Progress {
  readonly hash: Hash;
  bytes: number;
}

/**
 * Hashes uploads while their bytes arrive, so that the check after the last byte costs nothing. What has been hashed is
 * kept in memory only: when it does not fit the stored bytes any more (restart, failed write), it is dropped, and the
 * stored bytes are read again at the end.
 */
export class HashedUploads extends DataStore {
  readonly #inner: DataStore;
  readonly #progress = new Map<string, Progress>();

  constructor(inner: DataStore) {
    super();
    this.#inner = inner;
    this.extensions = inner.extensions;
  }

  override async create(upload: Upload): Promise<Upload> {
    const created = await this.#inner.create(upload);
    this.#progress.set(upload.id, { hash: createHash('sha256'), bytes: 0 });
    return created;
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const progress = this.#progress.get(id);
    if (progress?.bytes !== offset) {
      this.#progress.delete(id);
      return this.#inner.write(source, id, offset);
    }
    const tap = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        progress.hash.update(chunk);
        progress.bytes += chunk.byteLength;
        done(null, chunk);
      },
    });
    // A failure reaches the store through the tap.
    pipeline(source, tap, () => undefined);
    try {
      const end = await this.#inner.write(tap, id, offset);
      if (progress.bytes !== end) this.forget(id);
      return end;
    } catch (error) {
      const stored = await this.#inner.getUpload(id).catch(() => null);
      if (stored?.offset !== progress.bytes) this.forget(id);
      throw error;
    }
  }

  override getUpload(id: string): Promise<Upload> {
    return this.#inner.getUpload(id);
  }

  override async remove(id: string): Promise<void> {
    await this.#inner.remove(id);
    this.forget(id);
  }

  /** SHA-256 in hex of exactly `bytes` bytes of an upload; null when it was not hashed from its first byte on. */
  digest(id: string, bytes: number): string | null {
    const progress = this.#progress.get(id);
    return progress?.bytes === bytes ? progress.hash.copy().digest('hex') : null;
  }

  forget(id: string): void {
    this.#progress.delete(id);
  }
}
