import { createHash, randomUUID } from 'node:crypto';

const MIN_PART_BYTES = 5 * 1024 * 1024;

export const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** A failure as S3 names it. */
export class S3Error extends Error {
  readonly status: number;

  constructor(code: string, status: number) {
    super(code);
    this.status = status;
  }
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly etag: string;
  readonly changedAt: Date;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Multipart {
  readonly key: string;
  readonly begunAt: Date;
  readonly parts: Map<number, { bytes: Uint8Array; etag: string }>;
}

/** One bucket in memory, with the rules of S3 that clients run into. */
export class Bucket {
  readonly objects = new Map<string, StoredObject>();
  readonly multiparts = new Map<string, Multipart>();

  put(key: string, bytes: Uint8Array, metadata: Record<string, string> = {}, etag = md5(bytes)): StoredObject {
    const stored = { bytes, etag, metadata, changedAt: new Date() };
    this.objects.set(key, stored);
    return stored;
  }

  get(key: string): StoredObject {
    const found = this.objects.get(key);
    if (!found) throw new S3Error('NoSuchKey', 404);
    return found;
  }

  begin(key: string): string {
    const id = randomUUID();
    this.multiparts.set(id, { key, begunAt: new Date(), parts: new Map() });
    return id;
  }

  multipart(id: string, key: string): Multipart {
    const found = this.multiparts.get(id);
    if (found?.key !== key) throw new S3Error('NoSuchUpload', 404);
    return found;
  }

  putPart(id: string, key: string, number: number, bytes: Uint8Array): string {
    const etag = md5(bytes);
    this.multipart(id, key).parts.set(number, { bytes, etag });
    return etag;
  }

  complete(id: string, key: string, wanted: readonly { number: number; etag: string }[]): StoredObject {
    const { parts } = this.multipart(id, key);
    const chosen = wanted.map(({ number, etag }) => {
      const part = parts.get(number);
      if (!part || part.etag !== etag) throw new S3Error('InvalidPart', 400);
      return part;
    });
    const inOrder = wanted.every(({ number }, index) => index === 0 || number > (wanted[index - 1]?.number ?? 0));
    if (!inOrder || chosen.length === 0) throw new S3Error('InvalidPartOrder', 400);
    if (chosen.slice(0, -1).some((part) => part.bytes.byteLength < MIN_PART_BYTES)) {
      throw new S3Error('EntityTooSmall', 400);
    }
    this.multiparts.delete(id);
    const etags = Buffer.concat(chosen.map((part) => Buffer.from(part.etag, 'hex')));
    const bytes = Buffer.concat(chosen.map((part) => part.bytes));
    return this.put(key, bytes, {}, `${md5(etags)}-${chosen.length}`);
  }
}
