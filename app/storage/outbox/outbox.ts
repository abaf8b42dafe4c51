import type { BlobHash, Track } from '#contracts/records/track.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import { step, type UploadEffect, type UploadEvent } from '#core/upload/machine.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { storageFailure } from '../failure.ts';

/** Settings key: hashes that the user took out of the queue, never queued again without being asked. */
const DECLINED = 'uploads.declined';
/** Settings key: upload addresses whose bytes the server may throw away. */
const DISCARDED = 'uploads.discarded';

const strict = { durability: 'strict' } as const;

export type UploadableTrack = Pick<Track, 'id' | 'blobHash' | 'title' | 'fileName' | 'mimeType' | 'sizeBytes'>;

/**
 * Puts a track's bytes into the outbox, durably, before any byte is sent. A job that is there already stays as it is;
 * one that failed or was finished and is asked for again (`again`) starts over.
 */
export async function enqueueUpload(track: UploadableTrack, again = false): Promise<UploadJob> {
  const tx = (await openDb()).transaction(['outbox', 'settings'], 'readwrite', strict);
  const outbox = tx.objectStore('outbox');
  const settings = tx.objectStore('settings');
  const known = await outbox.get(track.blobHash);
  const declined = listOf(await settings.get(DECLINED));
  const job = known && !(again && (known.state === 'done' || known.state === 'failed')) ? known : freshJob(track);
  try {
    await Promise.all([
      outbox.put(job),
      declined.includes(track.blobHash) &&
        settings.put(
          declined.filter((hash) => hash !== track.blobHash),
          DECLINED,
        ),
      tx.done,
    ]);
  } catch (error) {
    throw storageFailure(error);
  }
  if (job !== known) emitStorageEvent({ type: 'outbox', blobHash: job.blobHash, state: job.state });
  return job;
}

function freshJob(track: UploadableTrack): UploadJob {
  return {
    blobHash: track.blobHash,
    trackId: track.id,
    fileName: track.fileName || track.title,
    mimeType: track.mimeType,
    sizeBytes: track.sizeBytes,
    queuedAt: Date.now(),
    state: 'queued',
    uploadUrl: null,
    offset: 0,
    attempts: 0,
    notBefore: 0,
    error: null,
  };
}

/** All jobs, finished ones included, oldest first. */
export async function listUploads(): Promise<UploadJob[]> {
  const jobs = await (await openDb()).getAll('outbox');
  return jobs.sort((a, b) => a.queuedAt - b.queuedAt);
}

export async function getUpload(hash: BlobHash): Promise<UploadJob | undefined> {
  return (await openDb()).get('outbox', hash);
}

/**
 * Changes one row by one event, in one transaction, so that page and service worker never overwrite each other.
 *
 * @returns the new row and what to do next; `undefined` when the job was cancelled meanwhile
 */
export async function applyUploadEvent(
  hash: BlobHash,
  event: UploadEvent,
): Promise<{ job: UploadJob; effect: UploadEffect } | undefined> {
  // An offset is a hint for the eye: before it goes on, the uploader asks the server. So it need not wait for the disk.
  const durability = event.type === 'confirmed' ? 'relaxed' : 'strict';
  const tx = (await openDb()).transaction('outbox', 'readwrite', { durability });
  const before = await tx.store.get(hash);
  if (!before) return undefined;
  const { job, effect } = step(before, event);
  if (job !== before) await Promise.all([tx.store.put(job), tx.done]);
  if (job.state !== before.state || job.error !== before.error) {
    emitStorageEvent({ type: 'outbox', blobHash: hash, state: job.state });
  }
  return { job, effect };
}

/**
 * Takes a job out of the outbox. The audio on this device stays. What the server holds of it is thrown away by the next
 * run of the uploader, also when that is after a restart.
 */
export async function cancelUpload(hash: BlobHash): Promise<void> {
  const tx = (await openDb()).transaction(['outbox', 'settings'], 'readwrite', strict);
  const settings = tx.objectStore('settings');
  const job = await tx.objectStore('outbox').get(hash);
  if (!job) return;
  const discarded = listOf(await settings.get(DISCARDED));
  const declined = listOf(await settings.get(DECLINED));
  await Promise.all([
    tx.objectStore('outbox').delete(hash),
    job.state !== 'done' && settings.put([...new Set([...declined, hash])], DECLINED),
    job.state !== 'done' && job.uploadUrl && settings.put([...discarded, job.uploadUrl], DISCARDED),
    tx.done,
  ]);
  emitStorageEvent({ type: 'outbox', blobHash: hash, state: 'removed' });
}

/** Takes the finished jobs off the list. */
export async function clearFinishedUploads(): Promise<void> {
  for (const job of await listUploads()) if (job.state === 'done') await cancelUpload(job.blobHash);
}

/** Hashes that the user took out of the queue. */
export async function declinedUploads(): Promise<ReadonlySet<BlobHash>> {
  return new Set(listOf(await (await openDb()).get('settings', DECLINED)));
}

/** Addresses of uploads that the server may throw away. */
export async function discardedUploads(): Promise<string[]> {
  return listOf(await (await openDb()).get('settings', DISCARDED));
}

/** Notes that the server may throw away an upload, for {@link discardedUploads}. */
export async function discardUpload(url: string): Promise<void> {
  await editDiscarded((urls) => [...urls, url]);
}

/** Forgets an address that the server threw away. */
export async function forgetDiscarded(url: string): Promise<void> {
  await editDiscarded((urls) => urls.filter((other) => other !== url));
}

async function editDiscarded(edit: (urls: string[]) => string[]): Promise<void> {
  const tx = (await openDb()).transaction('settings', 'readwrite', strict);
  const urls = listOf(await tx.store.get(DISCARDED));
  await Promise.all([tx.store.put(edit(urls), DISCARDED), tx.done]);
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
