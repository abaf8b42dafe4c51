import type { Readable } from 'node:stream';
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import { ERRORS, type Upload } from '@tus/server';

const MB = 1 << 20;
const missing = new Set(['NotFound', 'NoSuchKey', 'NoSuchUpload']);

export const isMissing = (error: unknown) => error instanceof Error && missing.has(error.name);

/**
 * tus's S3 store with the extensions we offer. It also lets a complete upload be concluded once more and be removed,
 * both of which the original refuses, as completing it ends the multipart upload that it asks about.
 */
export class S3Uploads extends S3Store {
  /** Size of the upload whose lock is held, by id; tus asks for it right before it writes. */
  readonly #sizes = new Map<string, number | undefined>();
  readonly #s3: S3;
  readonly #bucketName: string;

  constructor(config: S3ClientConfig, bucket: string) {
    super({ partSize: 8 * MB, maxConcurrentPartUploads: 2, s3ClientConfig: { ...config, bucket } });
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
    this.#s3 = new S3(config);
    this.#bucketName = bucket;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id);
    this.#sizes.set(id, upload.size);
    return upload;
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const size = this.#sizes.get(id);
    this.#sizes.delete(id);
    if (size !== undefined && size > 0 && offset === size && (await this.#isComplete(id))) return offset;
    return super.write(source, id, offset);
  }

  override async remove(id: string): Promise<void> {
    const Bucket = this.#bucketName;
    const uploadId = await this.#multipartId(id);
    if (uploadId === null) throw ERRORS.FILE_NOT_FOUND;
    await this.#s3.abortMultipartUpload({ Bucket, Key: id, UploadId: uploadId }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    for (const Key of [id, this.partKey(id, true), this.infoKey(id)]) await this.#s3.deleteObject({ Bucket, Key });
    this.#sizes.delete(id);
    await this.clearCache(id);
  }

  async #isComplete(id: string): Promise<boolean> {
    try {
      await this.#s3.headObject({ Bucket: this.#bucketName, Key: id });
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #multipartId(id: string): Promise<string | null> {
    try {
      const info = await this.#s3.headObject({ Bucket: this.#bucketName, Key: this.infoKey(id) });
      return info.Metadata?.['upload-id'] ?? null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}
