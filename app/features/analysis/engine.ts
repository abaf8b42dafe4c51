import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import type { AnalysisJob } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { beginAnalysisJob, deleteAnalysisJob, listAnalysisJobs, putAnalysisJob } from '#storage/analysis/analyses.ts';
import { onStorageEvent } from '#storage/events.ts';
import { analyse, ANALYSIS_WORKERS } from '#workers/analysis/client.ts';

/** Web Lock of the one tab that works on the queue. */
const LOCK = 'analysis';
/** A file whose analysis fails this often is not tried again by itself. */
const MAX_FAILURES = 3;
/** Nor is one that was begun this often: it may be what takes the browser down. Reloads count too, so it is higher. */
const MAX_BEGUN = 6;

/** Told of the queue as it changes. */
export interface QueueWatcher {
  progress(blobHash: BlobHash, share: number): void;
  /** A job has left the queue, well or not. */
  ended(blobHash: BlobHash): void;
}

/**
 * Works on the analysis queue in this tab while no other does, several files at a time. What a closed tab left
 * half-done is begun again.
 */
export class AnalysisEngine {
  private readonly watcher: QueueWatcher;
  private readonly active = new Map<BlobHash, { readonly cancel: AbortController; readonly done: Promise<void> }>();
  private readonly cancelled = new Set<BlobHash>();
  private wake: () => void = () => undefined;

  constructor(watcher: QueueWatcher) {
    this.watcher = watcher;
  }

  /** Resolves when `signal` has fired and all work has stopped. */
  async run(signal: AbortSignal): Promise<void> {
    const stopListening = onStorageEvent((event) => {
      if (event.type === 'analysis-queued') this.wake();
    });
    try {
      await navigator.locks.request(LOCK, { signal }, () => this.work(signal));
    } catch (error) {
      if (!isAbort(error)) throw error;
    } finally {
      stopListening();
    }
  }

  /** Ends the work on one blob and takes it off the queue. */
  async cancel(blobHash: BlobHash): Promise<void> {
    const work = this.active.get(blobHash);
    if (work) {
      this.cancelled.add(blobHash);
      work.cancel.abort();
      await work.done;
      this.cancelled.delete(blobHash);
    }
    await deleteAnalysisJob(blobHash);
    this.watcher.ended(blobHash);
  }

  private async work(signal: AbortSignal): Promise<void> {
    const stop = () => {
      for (const { cancel } of this.active.values()) cancel.abort();
      this.wake();
    };
    signal.addEventListener('abort', stop, { once: true });
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      if (this.active.size < ANALYSIS_WORKERS) await this.fill();
      await Promise.race([woken, ...[...this.active.values()].map(({ done }) => done)]);
    }
    await Promise.allSettled([...this.active.values()].map(({ done }) => done));
  }

  private async fill(): Promise<void> {
    for (const { blobHash, state } of await listAnalysisJobs()) {
      if (this.active.size >= ANALYSIS_WORKERS) break;
      if (state !== 'failed' && !this.active.has(blobHash)) this.begin(blobHash);
    }
  }

  private begin(blobHash: BlobHash): void {
    const cancel = new AbortController();
    const done = this.perform(blobHash, cancel.signal).finally(() => this.active.delete(blobHash));
    this.active.set(blobHash, { cancel, done });
  }

  private async perform(blobHash: BlobHash, signal: AbortSignal): Promise<void> {
    // Counted before the work: a file that takes the whole browser down must not do so for ever.
    const job = await beginAnalysisJob(blobHash);
    if (!job) return;
    try {
      if (job.attempts > MAX_BEGUN) throw new AppError('analysis.failed');
      await analyse(blobHash, (share) => this.watcher.progress(blobHash, share), signal);
      this.watcher.ended(blobHash);
    } catch (error) {
      if (isAbort(error)) return await this.leave(job);
      const code = error instanceof AppError ? error.code : 'analysis.failed';
      // A file that cannot be decoded will not be decodable on the next try.
      const isFinal = code.startsWith('import.') || job.attempts >= MAX_FAILURES;
      await putAnalysisJob({ ...job, state: isFinal ? 'failed' : 'queued', error: code });
      if (isFinal) this.watcher.ended(blobHash);
    }
  }

  /** Of a cancelled job nothing stays; one that the closing tab let go of was no attempt. */
  private async leave(job: AnalysisJob): Promise<void> {
    if (this.cancelled.delete(job.blobHash)) await deleteAnalysisJob(job.blobHash);
    else await putAnalysisJob({ ...job, state: 'queued', attempts: job.attempts - 1 });
  }
}
