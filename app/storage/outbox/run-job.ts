import * as v from 'valibot';
import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import { Recording } from '#contracts/http/recordings.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import type { UploadEffect, UploadEvent } from '#core/upload/machine.ts';
import { getBlob } from '../blobs/blobs.ts';
import { emitStorageEvent, onStorageEvent } from '../events.ts';
import { getTrack, updateTrack } from '../library/tracks.ts';
import { eventOfFailure, retryTime } from './answers.ts';
import { jsonOf, request } from './http.ts';
import type { Line } from './line.ts';
import { applyUploadEvent, discardUpload } from './outbox.ts';
import { offsetOf, tusCreate, tusHead, tusPatch, uploadPath } from './tus.ts';

interface Turn {
  readonly line: Line;
  /** Fires when the user pauses or cancels the job, in whatever tab. */
  readonly signal: AbortSignal;
  readonly blob: () => Promise<Blob>;
}

/**
 * Works on one job until it is stored, refused, taken away by the user, or has to wait. Each answer of the server goes
 * through the stored row before the next request, so a kill at any point resumes at the byte the server confirmed.
 *
 * @returns the row as it was left, `undefined` when it was cancelled
 */
export async function runJob(job: UploadJob, line: Line): Promise<UploadJob | undefined> {
  const controller = new AbortController();
  const unsubscribe = onStorageEvent((event) => {
    const isOurs = event.type === 'outbox' && event.blobHash === job.blobHash;
    if (isOurs && (event.state === 'paused' || event.state === 'removed')) controller.abort();
  });
  let blob: Promise<Blob> | undefined;
  const open = () => (blob ??= getBlob(job.blobHash));
  try {
    return await follow(job, { line, signal: controller.signal, blob: open });
  } finally {
    unsubscribe();
  }
}

async function follow(job: UploadJob, turn: Turn): Promise<UploadJob | undefined> {
  let event: UploadEvent = { type: 'taken' };
  for (;;) {
    const next = await applyUploadEvent(job.blobHash, event);
    // Cancelled while the server made the upload: nobody else knows the address.
    if (!next && event.type === 'created') await discardUpload(event.url);
    if (!next || next.effect.do === 'rest') return next?.job;
    if (event.type === 'confirmed' || event.type === 'located') report(next.job, turn.line);
    const answer = await attempt(next.effect, next.job, turn);
    if (!answer) return next.job;
    event = answer;
  }
}

/** One effect and what came of it; null when the user took the job away meanwhile. */
async function attempt(effect: UploadEffect, job: UploadJob, turn: Turn): Promise<UploadEvent | null> {
  try {
    return await perform(effect, job, turn);
  } catch (error) {
    if (isAbort(error)) return null;
    if (!(error instanceof AppError)) throw error;
    if (error.code !== 'upload.offline') return { type: 'refused', error: error.code, restart: false };
    return { type: 'interrupted', error: error.code, retryAt: retryTime(job.attempts) };
  }
}

async function perform(effect: UploadEffect, job: UploadJob, turn: Turn): Promise<UploadEvent | null> {
  switch (effect.do) {
    case 'look-up':
      return lookUp(job);
    case 'create':
      return create(job);
    case 'locate': {
      const response = await tusHead(effect.url);
      if (!response.ok) return eventOfFailure(response, job.attempts);
      return { type: 'located', offset: offsetOf(response), retryAt: retryTime(job.attempts) };
    }
    case 'send':
      return send(job, effect.url, effect.offset, turn);
    case 'conclude':
      return patch(job, effect.url, effect.offset, new Blob([]), turn);
    case 'rest':
      return null;
  }
}

/** Asks for a recording with the job's SHA-256. Only its existence proves that the server checked all bytes. */
async function lookUp(job: UploadJob): Promise<UploadEvent> {
  const response = await request(`/api/recordings/by-hash/${job.blobHash}`);
  if (response.status === 404) return { type: 'absent' };
  if (!response.ok) return eventOfFailure(response, job.attempts);
  const { success, output } = v.safeParse(Recording, await jsonOf(response));
  if (!success || output.sha256 !== job.blobHash || output.sizeBytes !== job.sizeBytes) {
    return { type: 'interrupted', error: 'upload.server', retryAt: retryTime(job.attempts) };
  }
  // First the track, then the job: a crash in between asks once more, the other way round it never would.
  await updateTrack(job.trackId, { safeAt: Date.now() });
  return { type: 'stored' };
}

async function create(job: UploadJob): Promise<UploadEvent> {
  const { blobHash, fileName, mimeType, sizeBytes } = job;
  const title = (await getTrack(job.trackId))?.title ?? '';
  const response = await tusCreate(sizeBytes, {
    sha256: blobHash,
    filename: printable(fileName, 255),
    filetype: printable(mimeType, 255),
    title: printable(title, 500),
  });
  if (response.status === 409) {
    const found = await lookUp(job);
    if (found.type !== 'absent') return found;
    return { type: 'interrupted', error: 'upload.server', retryAt: retryTime(job.attempts) };
  }
  if (!response.ok) return eventOfCreateFailure(response, job);
  const url = uploadPath(response.headers.get('Location'));
  if (!url) return { type: 'interrupted', error: 'upload.server', retryAt: retryTime(job.attempts) };
  return { type: 'created', url };
}

/** Names come from tags and file systems; the server takes no control characters and no more than `length` units. */
function printable(text: string, length: number): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, length);
}

async function eventOfCreateFailure(response: Response, job: UploadJob): Promise<UploadEvent> {
  const event = await eventOfFailure(response, job.attempts);
  // Without an upload there is none to be lost: the server has no such route, for now.
  if (event.type !== 'lost') return event;
  return { type: 'interrupted', error: 'upload.server', retryAt: event.retryAt };
}

/** Sends the next slice. It is read by the network code itself, straight from the disk: nothing of it lies in memory. */
async function send(job: UploadJob, url: string, offset: number, turn: Turn): Promise<UploadEvent> {
  const blob = await turn.blob();
  const slice = blob.slice(offset, offset + turn.line.chunkBytes);
  if (blob.size !== job.sizeBytes) throw new AppError('storage.corrupt', { size: blob.size, wanted: job.sizeBytes });
  await turn.line.admit(slice.size, turn.signal);
  try {
    return await patch(job, url, offset, slice, turn);
  } catch (error) {
    if (!isAbort(error)) await assertReadable(slice, offset);
    throw error;
  }
}

/** A body that cannot be read looks like a broken line; this tells the two apart. */
async function assertReadable(slice: Blob, offset: number): Promise<void> {
  try {
    for (const at of [0, slice.size - 1]) await slice.slice(at, at + 1).arrayBuffer();
  } catch (error) {
    throw new AppError('storage.corrupt', { offset }, { cause: error });
  }
}

async function patch(job: UploadJob, url: string, offset: number, body: Blob, turn: Turn): Promise<UploadEvent> {
  const { line, signal } = turn;
  const sizeBytes = body.size;
  const started = performance.now();
  try {
    const response = await tusPatch(url, offset, body, { isLast: offset + sizeBytes >= job.sizeBytes, signal });
    if (!response.ok) return await afterRefusal(response, job, sizeBytes, line);
    line.succeeded(sizeBytes, performance.now() - started);
    return { type: 'confirmed', offset: offsetOf(response), retryAt: retryTime(job.attempts) };
  } catch (error) {
    line.failed();
    throw error;
  }
}

async function afterRefusal(response: Response, job: UploadJob, sizeBytes: number, line: Line): Promise<UploadEvent> {
  line.failed();
  const event = await eventOfFailure(response, job.attempts);
  // The upload as a whole was accepted when it was made, so what is too large is this request.
  const isTooLarge = event.type === 'refused' && event.error === 'upload.too_large';
  if (isTooLarge && line.tooLarge(sizeBytes)) return { type: 'out-of-step', retryAt: retryTime(job.attempts) };
  return event;
}

function report(job: UploadJob, line: Line): void {
  emitStorageEvent({
    type: 'upload-progress',
    blobHash: job.blobHash,
    sentBytes: job.offset,
    totalBytes: job.sizeBytes,
    bytesPerSec: line.bytesPerSec,
  });
}
