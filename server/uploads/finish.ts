import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { AppError } from '#contracts/errors/app-error.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import { deleteRecording, findRecordingByHash, insertRecording, type RecordingRecord } from '#server/db/recordings.ts';
import { concludeUpload, deleteUpload, findUpload, type UploadRecord } from '#server/db/uploads.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { HashedUploads } from './hashed-uploads.ts';
import { removeStored, storageKeyOf, writeSidecar } from './sidecar.ts';
import { SNIFF_BYTES, sniffAudio } from './sniff.ts';
import { Turns } from './turns.ts';

interface FinisherOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly hashed: HashedUploads;
}

/**
 * Turns complete uploads into recordings. The order makes every step repeatable, so that a kill between any two loses
 * nothing and sends nothing twice: bytes on disk under their key, sidecar, row, and only then the upload's bytes go. That
 * it became a recording is remembered.
 */
export class Finisher {
  readonly #options: FinisherOptions;
  readonly #running = new Map<string, Promise<string>>();
  /** By storage key: keeping and removing the same bytes must not mix. */
  readonly #turns = new Turns();

  constructor(options: FinisherOptions) {
    this.#options = options;
  }

  /**
   * Checks an upload and keeps it. Asked again in the meantime it gives the same answer.
   *
   * @returns id of the recording
   * @throws AppError `upload.type` or `upload.hash_mismatch`, and then nothing is left of the upload
   */
  finish(id: string, user: SessionUser): Promise<string> {
    const running = this.#running.get(id);
    if (running) return running;
    const work = this.#finish(id, user).finally(() => this.#running.delete(id));
    this.#running.set(id, work);
    return work;
  }

  /** Waits for the end of a check that may be going on. */
  async settled(id: string): Promise<void> {
    await this.#running.get(id)?.catch(() => undefined);
  }

  /** Throws an upload away, whatever there is of it. */
  async discard(id: string): Promise<void> {
    const { orm } = this.#options;
    await this.#removeBytes(id);
    await deleteUpload(orm, id);
  }

  /** Removes a recording for good. */
  async remove(record: RecordingRecord): Promise<void> {
    const { orm, store } = this.#options;
    await this.#turns.run(record.storageKey, async () => {
      await removeStored(store, record.storageKey);
      await deleteRecording(orm, record.id);
    });
  }

  async #finish(id: string, user: SessionUser): Promise<string> {
    const { orm } = this.#options;
    const upload = await findUpload(orm, id);
    if (!upload || upload.userId !== user.id) throw new AppError('http.not_found');
    if (upload.recordingId !== null) return upload.recordingId;
    try {
      const known = await findRecordingByHash(orm, user.id, upload.sha256);
      const mimeType = known ? known.mimeType : await this.#check(upload);
      return await this.#turns.run(storageKeyOf(user.id, upload.sha256), () => this.#keep(upload, mimeType, user));
    } catch (error) {
      if (error instanceof AppError) await this.discard(id);
      throw error;
    }
  }

  async #check(upload: UploadRecord): Promise<string> {
    const { store, hashed } = this.#options;
    const end = Math.min(upload.sizeBytes, SNIFF_BYTES) - 1;
    const mimeType = sniffAudio(await buffer(await store.readUpload(upload.id, { start: 0, end })));
    if (mimeType === null) throw new AppError('upload.type', { fileName: upload.fileName });
    const sha256 =
      hashed.digest(upload.id, upload.sizeBytes) ?? (await sha256Of(await store.readUpload(upload.id), upload));
    if (sha256 !== upload.sha256) throw new AppError('upload.hash_mismatch', { fileName: upload.fileName });
    return mimeType;
  }

  async #keep(upload: UploadRecord, mimeType: string, user: SessionUser): Promise<string> {
    const { store, orm } = this.#options;
    const { sha256, sizeBytes, fileName, title } = upload;
    const known = await findRecordingByHash(orm, user.id, sha256);
    if (known) {
      await concludeUpload(orm, upload.id, known.id);
      await this.#removeBytes(upload.id);
      return known.id;
    }
    const id = recordingId(user.id, sha256);
    const storageKey = storageKeyOf(user.id, sha256);
    const createdAt = Date.now();
    const record = { id, userId: user.id, sha256, sizeBytes, mimeType, fileName, title, storageKey, createdAt };
    await store.adopt(upload.id, sizeBytes, record.storageKey);
    await writeSidecar(store, record, user.email);
    await insertRecording(orm, record, upload.id);
    await this.#removeBytes(upload.id);
    return id;
  }

  async #removeBytes(id: string): Promise<void> {
    const { store, hashed } = this.#options;
    await store.removeUpload(id);
    hashed.forget(id);
  }
}

/** The same for the same bytes of the same user, so that a repeated step finds what the first try left. */
function recordingId(userId: string, sha256: string): string {
  return createHash('sha256').update(`${userId}/${sha256}`).digest('base64url').slice(0, 24);
}

/** @throws AppError `upload.hash_mismatch` when there are fewer or more bytes than announced */
async function sha256Of(source: Readable, upload: UploadRecord): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  if (bytes !== upload.sizeBytes) throw new AppError('upload.hash_mismatch', { fileName: upload.fileName });
  return hash.digest('hex');
}
