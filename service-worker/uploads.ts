import { drainOutbox, UPLOAD_LOCK } from '#storage/outbox/uploader.ts';

/** Tag of the Background Sync that the page asks for when something is queued. */
export const UPLOAD_SYNC_TAG = 'uploads';

/** Time to wait for a page that is the uploader, well under what browsers let a sync event last, milliseconds. */
const PATIENCE_MS = 60_000;

/** The `sync` event of Background Sync, which TypeScript does not list. */
export interface UploadSyncEvent {
  readonly tag: string;
  waitUntil(work: Promise<unknown>): void;
}

/**
 * Sends what the outbox holds. While a page is the uploader this waits, so that the worker takes over when the page is
 * closed in the middle.
 *
 * @throws Error when something is left that is worth another try, so that the browser calls again later
 */
export async function drainUploads(): Promise<void> {
  let result = await drainOutbox({ kick: true });
  if (result.status === 'busy' && (await lockWasFreed())) result = await drainOutbox({ kick: true });
  const { status } = result;
  if (status === 'offline' || status === 'waiting' || status === 'busy') throw new Error(`uploads are left: ${status}`);
}

/** Answers the `sync` event of our tag; all others are left alone. */
export function handleSync(event: UploadSyncEvent): void {
  if (event.tag === UPLOAD_SYNC_TAG) event.waitUntil(drainUploads());
}

async function lockWasFreed(): Promise<boolean> {
  try {
    return await navigator.locks.request(UPLOAD_LOCK, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => true);
  } catch {
    return false;
  }
}
