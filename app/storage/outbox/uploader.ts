import { isActive, nextJob, nextTurnAt, type UploadEvent } from '#core/upload/machine.ts';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Session } from '#contracts/http/session.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import { onStorageEvent } from '../events.ts';
import { Line } from './line.ts';
import { applyUploadEvent, discardedUploads, forgetDiscarded, listUploads } from './outbox.ts';
import { getUploadLimit, UPLOAD_LIMIT_KEY } from './preferences.ts';
import { runJob } from './run-job.ts';
import { fetchSession, isServerUp } from './session.ts';
import { tusDelete } from './tus.ts';

/** Web Lock of the one uploader of this origin. */
export const UPLOAD_LOCK = 'upload-queue';

/**
 * - `idle`: nothing is left to send
 * - `waiting`: what is left waits until `nextAt`
 * - `offline`: our server does not answer
 * - `signed-out`: it answers but knows nobody here
 * - `busy`: another page or the service worker is the uploader
 */
export type DrainStatus = 'idle' | 'waiting' | 'offline' | 'signed-out' | 'busy';

export interface DrainResult {
  readonly status: DrainStatus;
  /** Epoch milliseconds at which the next job may be tried again, or null. */
  readonly nextAt: number | null;
}

/**
 * Sends what the outbox holds, oldest first, until nothing can be done any more. Exactly one caller of this origin
 * works, under a Web Lock; others return `busy` at once.
 *
 * @param options.kick try jobs at once that wait for a network: it may be back
 * @thread page or service worker
 */
export async function drainOutbox(options: { readonly kick?: boolean } = {}): Promise<DrainResult> {
  return navigator.locks.request(UPLOAD_LOCK, { ifAvailable: true }, async (lock): Promise<DrainResult> => {
    if (!lock) return { status: 'busy', nextAt: null };
    if (options.kick) await kickAll();
    return drain();
  });
}

async function kickAll(): Promise<void> {
  for (const job of await listUploads()) {
    // A server that asked to wait is not to be hurried; a network that was missing may be back.
    if (job.notBefore > 0 && job.error === 'upload.offline') await applyUploadEvent(job.blobHash, { type: 'kick' });
  }
}

async function drain(): Promise<DrainResult> {
  const before = await listUploads();
  if (!nextJob(before, Date.now()) && (await discardedUploads()).length === 0) return restingAt(nextTurnAt(before));
  const session = (await isServerUp()) ? await sessionOrNull() : null;
  if (!session?.user) return standStill(before, session ? 'signed-out' : 'offline');
  const line = new Line(await getUploadLimit());
  const unsubscribe = onStorageEvent((event) => {
    if (event.type !== 'settings' || event.key !== UPLOAD_LIMIT_KEY) return;
    void getUploadLimit().then((limit) => (line.limit = limit));
  });
  try {
    return await workOff(line);
  } finally {
    unsubscribe();
  }
}

/** Rows that a crash left active would look as if somebody sent them. We hold the lock, so nobody does. */
async function standStill(jobs: readonly UploadJob[], status: 'offline' | 'signed-out'): Promise<DrainResult> {
  const event: UploadEvent =
    status === 'offline'
      ? { type: 'interrupted', error: 'upload.offline', retryAt: Date.now() }
      : { type: 'signed-out' };
  for (const job of jobs) if (isActive(job)) await applyUploadEvent(job.blobHash, event);
  return { status, nextAt: null };
}

async function workOff(line: Line): Promise<DrainResult> {
  // Read again only when somebody else changed it: a queue of thousands is too long to be read for each job.
  let jobs: UploadJob[] | null = null;
  const unsubscribe = onStorageEvent((event) => {
    const isOthers = event.type === 'outbox' && ['queued', 'paused', 'removed'].includes(event.state);
    if (isOthers) jobs = null;
  });
  try {
    for (;;) {
      await discard();
      const known: UploadJob[] = (jobs ??= await listUploads());
      const job = nextJob(known, Date.now());
      if (!job) return restingAt(nextTurnAt(known));
      line.begin();
      const left = await runJob(job, line);
      if (left?.error === 'upload.offline') return { status: 'offline', nextAt: left.notBefore };
      if (left?.error === 'upload.signed_out') return { status: 'signed-out', nextAt: null };
      if (jobs === known) known.splice(known.indexOf(job), 1, ...(left ? [left] : []));
    }
  } finally {
    unsubscribe();
  }
}

function restingAt(nextAt: number | null): DrainResult {
  return { status: nextAt === null ? 'idle' : 'waiting', nextAt };
}

async function sessionOrNull(): Promise<Session | null> {
  try {
    return await fetchSession();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Has the server throw away what was cancelled; what it does not know any more is as good as gone. */
async function discard(): Promise<void> {
  for (const url of await discardedUploads()) {
    try {
      const { ok, status } = await tusDelete(url);
      if (ok || status === 404 || status === 410 || status === 403) await forgetDiscarded(url);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
}
