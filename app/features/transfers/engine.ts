import type { BlobHash } from '#contracts/records/track.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import { onStorageEvent, type StorageEvent } from '#storage/events.ts';
import { queueAutomatically } from '#storage/outbox/auto.ts';
import { getUpload, listUploads } from '#storage/outbox/outbox.ts';
import { AUTO_UPLOAD_KEY, UPLOAD_LIMIT_KEY } from '#storage/outbox/preferences.ts';
import { USER_KEY } from '#storage/outbox/session.ts';
import { drainOutbox, UPLOAD_LOCK, type DrainStatus } from '#storage/outbox/uploader.ts';
import { backoffMs } from '#core/upload/backoff.ts';
import { askForBackgroundSync } from './background-sync.ts';

/** A longer list than this is read less often. */
const MANY_JOBS = 100;
const READ_PAUSE_MS = 1_000;

/** What the page is told. */
export interface EngineListener {
  /** The outbox changed. */
  readonly onJobs: (jobs: readonly UploadJob[]) => void;
  readonly onProgress: (event: StorageEvent & { type: 'upload-progress' }) => void;
  readonly onStatus: (status: DrainStatus) => void;
  /** The bandwidth limit, the automatic choice or the signed-in user changed, maybe in another tab. */
  readonly onSettings: () => void;
}

/**
 * Keeps the outbox moving while the page is open: at start, when something is queued, when the network or the page
 * comes back, when somebody signs in, and otherwise on a timer that waits longer each time.
 *
 * @thread page
 */
export class UploadEngine {
  readonly #listener: EngineListener;
  readonly #controller = new AbortController();
  #running = false;
  #isReading = false;
  #isStale = false;
  #queuesForLock = false;
  #again: 'no' | 'yes' | 'kick' = 'no';
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: EngineListener) {
    this.#listener = listener;
    const { signal } = this.#controller;
    signal.addEventListener(
      'abort',
      onStorageEvent((event) => this.#hear(event)),
    );
    window.addEventListener('online', () => void this.pump(true), { signal });
    document.addEventListener('visibilitychange', () => this.#visibilityChanged(), { signal });
    void this.#readJobs();
    void queueAutomatically().then(() => this.pump(true));
  }

  stop(): void {
    this.#controller.abort();
    clearTimeout(this.#timer);
  }

  /** Sends what can be sent now; `kick` also what waits for a later try. Calls while it runs are joined into one. */
  async pump(kick = false): Promise<void> {
    if (this.#controller.signal.aborted) return;
    // Whoever asks while another tab sends must not compete with our own wait for the lock: the two would take it from
    // each other for ever.
    if (this.#running || this.#queuesForLock) {
      this.#again = kick || this.#again === 'kick' ? 'kick' : 'yes';
      return;
    }
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      const { status, nextAt } = await drainOutbox({ kick });
      this.#failures = status === 'offline' ? this.#failures + 1 : 0;
      this.#listener.onStatus(status);
      if (status === 'busy') this.#whenFree();
      else if (status === 'offline') this.#later(nextAt ?? Date.now() + backoffMs(this.#failures, Math.random()));
      else if (nextAt !== null) this.#later(nextAt);
    } catch (error) {
      // The device's own store failed. Nothing is lost by trying again later.
      this.#failures += 1;
      this.#later(Date.now() + backoffMs(this.#failures, Math.random()));
      reportError(error);
    } finally {
      this.#running = false;
    }
    if (this.#again !== 'no' && !this.#queuesForLock) void this.#pumpAgain();
  }

  #pumpAgain(): Promise<void> {
    const kick = this.#again === 'kick';
    this.#again = 'no';
    return this.pump(kick);
  }

  #later(at: number): void {
    this.#timer = setTimeout(() => void this.pump(), Math.max(250, at - Date.now()));
  }

  /** Another page or the service worker sends: be ready when it ends or is closed. */
  #whenFree(): void {
    if (this.#queuesForLock) return;
    this.#queuesForLock = true;
    const { signal } = this.#controller;
    navigator.locks
      .request(UPLOAD_LOCK, { signal }, () => undefined)
      .finally(() => (this.#queuesForLock = false))
      .then(
        () => void this.#pumpAgain(),
        () => undefined,
      );
  }

  #visibilityChanged(): void {
    if (document.visibilityState === 'visible') void this.pump(true);
    else void this.#handOver();
  }

  /** The page may be closed next: what is left is the service worker's, where there is Background Sync. */
  async #handOver(): Promise<void> {
    const jobs = await listUploads();
    if (jobs.some(({ state }) => state !== 'done' && state !== 'failed' && state !== 'paused')) {
      await askForBackgroundSync();
    }
  }

  #hear(event: StorageEvent): void {
    switch (event.type) {
      case 'upload-progress':
        this.#listener.onProgress(event);
        break;
      case 'outbox':
        void this.#outboxChanged(event.blobHash);
        if (event.state === 'queued' || event.state === 'removed') void this.pump();
        break;
      case 'tracks':
        void queueAutomatically(event.ids);
        break;
      case 'settings':
        this.#settingChanged(event.key);
        break;
      default:
    }
  }

  #settingChanged(key: string): void {
    if (key === USER_KEY || key === AUTO_UPLOAD_KEY || key === UPLOAD_LIMIT_KEY) this.#listener.onSettings();
    if (key === USER_KEY || key === AUTO_UPLOAD_KEY) void queueAutomatically().then(() => this.pump(true));
  }

  async #outboxChanged(hash: BlobHash): Promise<void> {
    void this.#readJobs();
    const job = await getUpload(hash);
    // New or resumed. One that was interrupted has an error: asked for at once it would only fail again.
    if (job?.state === 'queued' && job.error === null) await askForBackgroundSync();
  }

  /** Tells the listener what is in the outbox; calls that come close together share one reading. */
  async #readJobs(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        const jobs = await listUploads();
        this.#listener.onJobs(jobs);
        if (jobs.length > MANY_JOBS) await new Promise((resolve) => setTimeout(resolve, READ_PAUSE_MS));
      }
    } finally {
      this.#isReading = false;
    }
  }
}
