import type { ErrorCode } from '#contracts/errors/codes.ts';
import type { UploadJob } from '#contracts/records/upload.ts';

/** What happened to one job: by the user, or as the server answered. Times in epoch milliseconds. */
export type UploadEvent =
  /** An uploader that holds the queue's lock begins with the job, or begins again after a crash. */
  | { readonly type: 'taken' }
  /** The server holds a recording with this SHA-256, and the track has been marked safe. */
  | { readonly type: 'stored' }
  /** The server holds no recording with this SHA-256. */
  | { readonly type: 'absent' }
  | { readonly type: 'created'; readonly url: string }
  /** The server said where the upload stands. */
  | { readonly type: 'located'; readonly offset: number; readonly retryAt: number }
  /** The server took a chunk and said where the upload stands now. */
  | { readonly type: 'confirmed'; readonly offset: number; readonly retryAt: number }
  /** No answer, or one that asks to come back later. */
  | { readonly type: 'interrupted'; readonly error: ErrorCode; readonly retryAt: number }
  | { readonly type: 'signed-out' }
  /** The server does not know the upload any more. */
  | { readonly type: 'lost'; readonly retryAt: number }
  /** The server's offset is another one than ours. */
  | { readonly type: 'out-of-step'; readonly retryAt: number }
  /** Only the user can help. `restart`: what was sent is worthless. */
  | { readonly type: 'refused'; readonly error: ErrorCode; readonly restart: boolean }
  | { readonly type: 'pause' }
  /** Go on after a pause, a failure or in the middle of a wait. */
  | { readonly type: 'resume' }
  /** Something changed (network, page in front): waiting makes no sense any more. */
  | { readonly type: 'kick' };

/** What the uploader does next for the job; `rest` leaves it to a later turn. */
export type UploadEffect =
  | { readonly do: 'look-up' }
  | { readonly do: 'create' }
  | { readonly do: 'locate'; readonly url: string }
  | { readonly do: 'send'; readonly url: string; readonly offset: number }
  /** All bytes are there but no recording: an empty chunk makes the server check them again. */
  | { readonly do: 'conclude'; readonly url: string; readonly offset: number }
  | { readonly do: 'rest' };

export interface UploadStep {
  readonly job: UploadJob;
  readonly effect: UploadEffect;
}

const rest: UploadEffect = { do: 'rest' };

/** A server that contradicts itself this often in a row is asked again later instead of at once. */
const MAX_QUICK_TRIES = 2;

/** True while an uploader works on the job; after a crash nobody does, whatever the row says. */
export function isActive(job: UploadJob): boolean {
  return job.state === 'sending' || job.state === 'verifying';
}

/**
 * The one place where an upload's row changes. Pure. The row is the truth between page, service worker and crashes:
 * facts from the server (address, offset, stored) are kept in every state, but only an active job goes on by itself,
 * so a pause that arrives in the middle of a chunk neither gets lost nor loses the chunk. `done` is final.
 */
export function step(job: UploadJob, event: UploadEvent): UploadStep {
  if (job.state === 'done') return { job, effect: rest };
  switch (event.type) {
    case 'taken':
      if (job.state === 'paused' || job.state === 'failed') return { job, effect: rest };
      return { job: { ...job, state: 'sending', error: null }, effect: { do: 'look-up' } };
    case 'stored':
      return { job: { ...job, state: 'done', offset: job.sizeBytes, attempts: 0, error: null }, effect: rest };
    case 'absent':
      return goOn(job, afterAbsent(job));
    case 'created': {
      const next = { ...job, uploadUrl: event.url, offset: 0 };
      return goOn(job, { job: next, effect: { do: 'send', url: event.url, offset: 0 } });
    }
    case 'located':
    case 'confirmed':
      return goOn(job, afterOffset(job, event));
    case 'interrupted':
      return goOn(job, { job: later(job, event.error, event.retryAt), effect: rest });
    case 'signed-out':
      return goOn(job, { job: { ...job, state: 'queued', error: 'upload.signed_out' }, effect: rest });
    case 'lost':
      return goOn(job, startAnew(job, event.retryAt));
    case 'out-of-step':
      return goOn(job, locateAgain(job, event.retryAt));
    case 'refused': {
      const facts = event.restart ? { ...job, uploadUrl: null, offset: 0 } : job;
      return goOn(job, { job: { ...facts, state: 'failed', error: event.error }, effect: rest });
    }
    default:
      return { job: commanded(job, event.type), effect: rest };
  }
}

/** Keeps the facts of `next` but not its state or plans when the user took the job away from the uploader. */
function goOn(before: UploadJob, next: UploadStep): UploadStep {
  if (isActive(before)) return next;
  const { uploadUrl, offset } = next.job;
  return { job: { ...before, uploadUrl, offset }, effect: rest };
}

function afterAbsent(job: UploadJob): UploadStep {
  if (job.uploadUrl === null) return { job, effect: { do: 'create' } };
  // The server took the last byte, found nothing wrong and yet has no recording. Sending all again by itself could go
  // on for ever, so the user decides.
  if (job.state === 'verifying') {
    return { job: { ...job, state: 'failed', error: 'upload.server', uploadUrl: null, offset: 0 }, effect: rest };
  }
  return { job, effect: { do: 'locate', url: job.uploadUrl } };
}

function afterOffset(job: UploadJob, event: UploadEvent & { type: 'located' | 'confirmed' }): UploadStep {
  const { offset, retryAt } = event;
  const url = job.uploadUrl;
  if (url === null || !Number.isSafeInteger(offset) || offset < 0 || offset > job.sizeBytes) {
    return startAnew(job, retryAt);
  }
  // A located offset may be lower: a server that lost power lost bytes, and it alone knows what it holds.
  if (event.type === 'confirmed' && offset <= job.offset && job.offset < job.sizeBytes)
    return locateAgain(job, retryAt);
  const next: UploadJob =
    event.type === 'confirmed' ? { ...job, offset, attempts: 0, error: null } : { ...job, offset };
  if (offset < job.sizeBytes) return { job: next, effect: { do: 'send', url, offset } };
  if (event.type === 'located') return { job: next, effect: { do: 'conclude', url, offset } };
  return { job: { ...next, state: 'verifying' }, effect: { do: 'look-up' } };
}

function startAnew(job: UploadJob, retryAt: number): UploadStep {
  const fresh: UploadJob = { ...job, state: 'sending', uploadUrl: null, offset: 0, attempts: job.attempts + 1 };
  if (job.attempts < MAX_QUICK_TRIES) return { job: fresh, effect: { do: 'create' } };
  return { job: later({ ...fresh, attempts: job.attempts }, 'upload.server', retryAt), effect: rest };
}

function locateAgain(job: UploadJob, retryAt: number): UploadStep {
  const { uploadUrl } = job;
  if (uploadUrl === null) return startAnew(job, retryAt);
  if (job.attempts < MAX_QUICK_TRIES) {
    return { job: { ...job, attempts: job.attempts + 1 }, effect: { do: 'locate', url: uploadUrl } };
  }
  return { job: later(job, 'upload.server', retryAt), effect: rest };
}

function later(job: UploadJob, error: ErrorCode, retryAt: number): UploadJob {
  return { ...job, state: 'queued', error, attempts: job.attempts + 1, notBefore: retryAt };
}

function commanded(job: UploadJob, command: 'pause' | 'resume' | 'kick'): UploadJob {
  if (command === 'pause') return job.state === 'failed' ? job : { ...job, state: 'paused', error: null };
  if (command === 'kick') return { ...job, notBefore: 0 };
  if (isActive(job)) return job;
  return { ...job, state: 'queued', notBefore: 0, attempts: 0, error: null };
}

/** The job whose turn it is: the oldest that is neither paused, failed, done nor waiting. */
export function nextJob(jobs: readonly UploadJob[], now: number): UploadJob | undefined {
  let next: UploadJob | undefined;
  for (const job of jobs) {
    if (wantsTurn(job) && job.notBefore <= now && (!next || isOlder(job, next))) next = job;
  }
  return next;
}

/** When the next waiting job may be tried, or null when none waits. */
export function nextTurnAt(jobs: readonly UploadJob[]): number | null {
  let earliest: number | null = null;
  for (const job of jobs) if (wantsTurn(job)) earliest = Math.min(earliest ?? Infinity, job.notBefore);
  return earliest;
}

function wantsTurn(job: UploadJob): boolean {
  return job.state === 'queued' || isActive(job);
}

function isOlder(a: UploadJob, b: UploadJob): boolean {
  return a.queuedAt < b.queuedAt || (a.queuedAt === b.queuedAt && a.blobHash < b.blobHash);
}
