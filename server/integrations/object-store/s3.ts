import { Readable } from 'node:stream';
import { type ListMultipartUploadsOutput, S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { AppError } from '#contracts/errors/app-error.ts';
import { assertKey, type ByteRange, type Entry, type ObjectStore } from './port.ts';
import { isMissing, S3Uploads } from './s3-uploads.ts';

const GB = 1 << 30;
/** The most that S3 copies in one request, bytes. */
const COPY_MAX = 5 * GB;

export interface S3Options {
  readonly bucket: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Lowered in tests. */
  readonly copyPartBytes?: number;
}

/** Objects in a bucket of S3 or of something that speaks like it. Uploads are `<id>`, objects their key. */
export class S3Objects implements ObjectStore {
  readonly kind = 's3';
  readonly uploads: S3Uploads;
  readonly #s3: S3;
  readonly #bucket: string;
  readonly #copyPartBytes: number;

  constructor(options: S3Options) {
    const { accessKeyId, secretAccessKey, endpoint, region, bucket } = options;
    const config: S3ClientConfig = {
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Other makers' stores know neither buckets as host names nor the newer checksums.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    };
    this.#s3 = new S3(config);
    this.#bucket = bucket;
    this.#copyPartBytes = options.copyPartBytes ?? COPY_MAX;
    this.uploads = new S3Uploads(config, bucket);
  }

  readUpload(id: string, range?: ByteRange): Promise<Readable> {
    return this.#get(id, range);
  }

  async adopt(id: string, sizeBytes: number, key: string): Promise<void> {
    assertKey(key);
    if ((await this.size(key)) === sizeBytes) return;
    if (sizeBytes > this.#copyPartBytes) return this.#copyInParts(id, sizeBytes, key);
    await this.#s3.copyObject({ Bucket: this.#bucket, CopySource: `${this.#bucket}/${id}`, Key: key });
  }

  async removeUpload(id: string): Promise<void> {
    await this.uploads.remove(id).catch((error: unknown) => {
      if (error instanceof Error) throw error;
    });
  }

  async *listUploads(): AsyncIterable<Entry> {
    let next: { KeyMarker?: string; UploadIdMarker?: string } | null = {};
    while (next) {
      const page: ListMultipartUploadsOutput = await this.#s3.listMultipartUploads({ Bucket: this.#bucket, ...next });
      for (const { Key, Initiated } of page.Uploads ?? []) {
        if (Key && !Key.includes('/')) yield { name: Key, changedAt: Initiated?.getTime() ?? Date.now() };
      }
      const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
      next = IsTruncated ? { KeyMarker: NextKeyMarker ?? '', UploadIdMarker: NextUploadIdMarker ?? '' } : null;
    }
  }

  async write(key: string, data: string | Uint8Array): Promise<void> {
    assertKey(key);
    await this.#s3.putObject({ Bucket: this.#bucket, Key: key, Body: data });
  }

  read(key: string, range?: ByteRange): Promise<Readable> {
    return this.#get(key, range);
  }

  async size(key: string): Promise<number | null> {
    assertKey(key);
    try {
      const { ContentLength } = await this.#s3.headObject({ Bucket: this.#bucket, Key: key });
      return ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await this.#s3.deleteObject({ Bucket: this.#bucket, Key: key });
  }

  async *list(prefix: string): AsyncIterable<Entry> {
    let token: string | undefined;
    do {
      const page = await this.#s3.listObjectsV2({
        Bucket: this.#bucket,
        Prefix: prefix,
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      for (const { Key, LastModified } of page.Contents ?? []) {
        if (Key) yield { name: Key, changedAt: LastModified?.getTime() ?? Date.now() };
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  freeBytes(): Promise<null> {
    return Promise.resolve(null);
  }

  async check(): Promise<void> {
    await this.#s3.headBucket({ Bucket: this.#bucket });
  }

  async #get(key: string, range?: ByteRange): Promise<Readable> {
    assertKey(key);
    try {
      const { Body } = await this.#s3.getObject({
        Bucket: this.#bucket,
        Key: key,
        ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
      });
      if (Body instanceof Readable) return Body;
      throw new Error('the object store answered without a body');
    } catch (error) {
      if (isMissing(error)) throw new AppError('http.not_found');
      throw error;
    }
  }

  async #copyInParts(id: string, sizeBytes: number, key: string): Promise<void> {
    const target = { Bucket: this.#bucket, Key: key };
    const { UploadId = '' } = await this.#s3.createMultipartUpload(target);
    const Parts: { ETag: string; PartNumber: number }[] = [];
    for (let start = 0; start < sizeBytes; start += this.#copyPartBytes) {
      const end = Math.min(start + this.#copyPartBytes, sizeBytes) - 1;
      const PartNumber = Parts.length + 1;
      const { CopyPartResult } = await this.#s3.uploadPartCopy({
        ...target,
        UploadId,
        PartNumber,
        CopySource: `${this.#bucket}/${id}`,
        CopySourceRange: `bytes=${start}-${end}`,
      });
      Parts.push({ ETag: CopyPartResult?.ETag ?? '', PartNumber });
    }
    await this.#s3.completeMultipartUpload({ ...target, UploadId, MultipartUpload: { Parts } });
  }
}
