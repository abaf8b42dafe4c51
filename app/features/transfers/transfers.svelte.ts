import type { BlobHash, Track } from '#contracts/records/track.ts';
import type { UploadJob } from '#contracts/records/upload.ts';
import type { AutoUpload } from '#storage/outbox/preferences.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { DrainStatus } from '#storage/outbox/uploader.ts';
import type { UploadEngine } from './engine.ts';

// The layout holds this object; what does the work is loaded after the first screen stands.
const commands = () => import('./commands.ts');

/** The outbox as the page sees it, and what the user may do with it. */
class Transfers {
  /** All jobs, oldest first, finished ones included. */
  jobs = $state.raw<readonly UploadJob[]>([]);
  status = $state<DrainStatus>('idle');
  /** Smoothed, bytes per second; 0 while nothing is sent. */
  bytesPerSec = $state(0);
  /** Bytes per second, 0 for no limit. */
  limit = $state(0);
  auto = $state<AutoUpload>('takes');
  /** Who was signed in when the server was last asked; undefined until known. */
  user = $state.raw<SessionUser | null | undefined>(undefined);

  readonly open = $derived(this.jobs.filter(({ state }) => state !== 'done'));
  readonly finished = $derived(this.jobs.filter(({ state }) => state === 'done'));
  readonly failed = $derived(this.jobs.filter(({ state }) => state === 'failed'));
  readonly sending = $derived(this.jobs.some(({ state }) => state === 'sending' || state === 'verifying'));
  /** Of the jobs that are not finished. */
  readonly totalBytes = $derived(this.open.reduce((sum, job) => sum + job.sizeBytes, 0));
  readonly sentBytes = $derived(this.open.reduce((sum, job) => sum + job.offset, 0));

  #engine: UploadEngine | undefined;

  /** Starts the uploader of this page. Called once by the root layout; returns the function that stops it. */
  start(): () => void {
    const controller = new AbortController();
    void this.#startEngine(controller.signal);
    void this.#readSettings();
    return () => {
      controller.abort();
      this.#engine?.stop();
      this.#engine = undefined;
    };
  }

  /** Queues a track's bytes, also ones that failed before. */
  async enqueue(track: Track): Promise<void> {
    await (await commands()).enqueueUpload(track, true);
  }

  /** Pauses one job, or all. What has arrived on the server stays there. */
  async pause(hash?: BlobHash): Promise<void> {
    await this.#command('pause', hash);
  }

  /** Resumes one paused job, or all. */
  async resume(hash?: BlobHash): Promise<void> {
    await this.#command('resume', hash);
  }

  /** Takes a job out of the queue; the audio on this device stays. */
  async cancel(hash: BlobHash): Promise<void> {
    await (await commands()).cancelUpload(hash);
  }

  /** Tries a job again that failed or waits. */
  async retry(hash: BlobHash): Promise<void> {
    await this.#command('resume', hash);
  }

  /** Takes the finished jobs off the list. */
  async clearFinished(): Promise<void> {
    await (await commands()).clearFinishedUploads();
  }

  /** @param bytesPerSec 0 for no limit */
  async setLimit(bytesPerSec: number): Promise<void> {
    this.limit = bytesPerSec;
    await (await commands()).setUploadLimit(bytesPerSec);
  }

  async setAuto(mode: AutoUpload): Promise<void> {
    this.auto = mode;
    await (await commands()).setAutoUpload(mode);
  }

  async #command(type: 'pause' | 'resume', hash: BlobHash | undefined): Promise<void> {
    const { applyUploadEvent } = await commands();
    const all = this.open.filter(({ state }) => type === 'pause' || state === 'paused').map((job) => job.blobHash);
    for (const each of hash === undefined ? all : [hash]) await applyUploadEvent(each, { type });
    if (type === 'resume') await this.#engine?.pump();
  }

  async #startEngine(signal: AbortSignal): Promise<void> {
    const { UploadEngine } = await import('./engine.ts');
    if (signal.aborted) return;
    this.#engine = new UploadEngine({
      onJobs: (jobs) => this.#take(jobs),
      onProgress: ({ blobHash, sentBytes, bytesPerSec }) => {
        this.bytesPerSec = bytesPerSec;
        this.jobs = this.jobs.map((job) => (job.blobHash === blobHash ? { ...job, offset: sentBytes } : job));
      },
      onStatus: (status) => (this.status = status),
      onSettings: () => void this.#readSettings(),
    });
  }

  #take(jobs: readonly UploadJob[]): void {
    this.jobs = jobs;
    if (!this.sending) this.bytesPerSec = 0;
  }

  async #readSettings(): Promise<void> {
    const { getUploadLimit, getAutoUpload, lastKnownUser } = await commands();
    [this.limit, this.auto, this.user] = await Promise.all([getUploadLimit(), getAutoUpload(), lastKnownUser()]);
    if (this.user && this.status === 'signed-out') this.status = 'idle';
  }
}

export const transfers = new Transfers();
