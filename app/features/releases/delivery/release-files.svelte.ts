import { AppError } from '#contracts/errors/app-error.ts';
import type { ErrorCode } from '#contracts/errors/codes.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import type { FileRef, Release } from '#contracts/release/release.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { onStorageEvent } from '#storage/events.ts';
import { applyUploadEvent, enqueueUpload, listUploads } from '#storage/outbox/outbox.ts';
import { hasMaster, sendCover } from './client.ts';

/** How the files of a release stand on the server, all together. */
export interface FilesSent {
  readonly count: number;
  readonly done: number;
  readonly bytes: number;
  readonly doneBytes: number;
  /** Seconds at the speed of the moment; null while nothing is sent. */
  readonly secondsLeft: number | null;
  readonly error: ErrorCode | null;
}

interface Motion {
  readonly blobHash: string;
  readonly sentBytes: number;
  readonly bytesPerSec: number;
}

/** Brings masters and cover of a release to our server, by the outbox that sends everything else, too. */
export class ReleaseFiles {
  #jobs = $state.raw<ReadonlyMap<string, UploadJob>>(new Map());
  #motion = $state.raw<Motion | null>(null);
  /** Hash of the cover that the server has. */
  #coverHere = $state('');
  /** Masters that somebody in the label has on the server already. */
  #here = $state.raw<ReadonlySet<string>>(new Set());
  #waiters: (() => void)[] = [];

  /** Returns the function that stops it. */
  follow(): () => void {
    const read = async () => {
      this.#jobs = new Map((await listUploads()).map((job) => [job.blobHash, job]));
      this.#wake();
    };
    const readSoon = coalesce(read);
    readSoon();
    return onStorageEvent((event) => {
      if (event.type === 'outbox') readSoon();
      if (event.type === 'upload-progress') this.#motion = event;
    });
  }

  /** How the files stand. */
  sentOf(release: Release): FilesSent {
    const audio = audioOf(release);
    const cover = release.cover;
    const isCoverHere = cover !== null && this.#coverHere === cover.blobHash;
    const motion = this.#motion;
    const jobs = audio.map(({ blobHash }) => this.#jobs.get(blobHash));
    const sentOf = (file: FileRef) => {
      const job = this.#jobs.get(file.blobHash);
      if (job?.state === 'done' || this.#here.has(file.blobHash)) return file.sizeBytes;
      return motion?.blobHash === file.blobHash ? motion.sentBytes : (job?.offset ?? 0);
    };
    const bytes = sum([...audio, ...(cover ? [cover] : [])].map(({ sizeBytes }) => sizeBytes));
    const doneBytes = sum(audio.map(sentOf)) + (isCoverHere ? (cover?.sizeBytes ?? 0) : 0);
    const isSending = motion !== null && motion.bytesPerSec > 0 && jobs.some((job) => job?.state === 'sending');
    return {
      count: audio.length + (cover ? 1 : 0),
      done: audio.filter((file) => this.#isThere(file)).length + (isCoverHere ? 1 : 0),
      ...{ bytes, doneBytes },
      secondsLeft: isSending ? (bytes - doneBytes) / motion.bytesPerSec : null,
      error: jobs.find((job) => job?.state === 'failed')?.error ?? null,
    };
  }

  /**
   * Sends what the server does not have, and waits until it has everything; that may take as long as the network is
   * away.
   *
   * @throws AppError what stands against a file
   */
  async send(release: Release, signal: AbortSignal): Promise<void> {
    const audio: FileRef[] = [];
    for (const file of audioOf(release)) {
      if (await hasMaster(file.blobHash)) this.#here = new Set(this.#here).add(file.blobHash);
      else audio.push(file);
    }
    for (const file of audio) {
      const { blobHash, fileName, mimeType, sizeBytes } = file;
      const about = { title: fileName, fileName, mimeType, sizeBytes };
      // The outbox asks the server once more for what was sent before: it may be another server, or another account.
      const job = await enqueueUpload({ id: `release:${release.id}`, blobHash, ...about }, true);
      if (job.state === 'paused') await applyUploadEvent(blobHash, { type: 'resume' });
    }
    this.#jobs = new Map((await listUploads()).map((job) => [job.blobHash, job]));
    const { cover } = release;
    if (cover) {
      await sendCover(cover.blobHash, () => getBlob(cover.blobHash));
      this.#coverHere = cover.blobHash;
    }
    for (;;) {
      signal.throwIfAborted();
      const jobs = audio.map(({ blobHash }) => this.#jobs.get(blobHash));
      const failed = jobs.find((job) => job?.state === 'failed');
      if (failed) throw new AppError(failed.error ?? 'upload.server', { fileName: failed.fileName });
      if (jobs.every((job) => job?.state === 'done')) return;
      await new Promise<void>((resolve) => {
        this.#waiters.push(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
  }

  #isThere({ blobHash }: FileRef): boolean {
    return this.#here.has(blobHash) || this.#jobs.get(blobHash)?.state === 'done';
  }

  #wake(): void {
    for (const wake of this.#waiters.splice(0)) wake();
  }
}

/** The masters, each once. */
function audioOf({ tracks }: Release): readonly FileRef[] {
  const files = tracks.flatMap(({ audio }) => (audio ? [audio] : []));
  return [...new Map(files.map((file) => [file.blobHash, file])).values()];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
