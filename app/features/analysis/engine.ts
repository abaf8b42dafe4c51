import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import type { AnalysisJob } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { beginAnalysisJob, changeAnalysisJob, deleteAnalysisJob, listAnalysisJobs } from '#storage/analysis/jobs.ts';
import { onStorageEvent } from '#storage/events.ts';
import { analyse, ANALYSIS_WORKERS } from '#workers/analysis/client.ts';
import { idleMoment, IdleWork } from './idle-work.ts';

/** Web Lock of the one tab that works on the queue. */
const LOCK = 'analysis';
/** A file whose analysis fails this often is not tried again by itself. */
const MAX_FAILURES = 3;
/** Nor is one that was begun this often: it may be what takes the browser down. Reloads count too, so it is higher. */
const MAX_BEGUN = 6;

/** Told of the queue as it changes, and asked about it. */
export interface QueueWatcher {
  progress(blobHash: BlobHash, share: number): void;
  /** A job has left the queue, well or not. */
  ended(blobHash: BlobHash): void;
  /** Whether old results may be computed anew at this moment; {@link AnalysisEngine.look} when the answer changes. */
  mayRenew(): boolean;
}

interface Work {
  readonly cancel: AbortController;
  readonly done: Promise<void>;
  /** Steps back for whatever else is to be done. */
  readonly isIdle: boolean;
}

/**
 * Works on the analysis queue in this tab while no other does, several files at a time; when nothing waits, on results
 * of older analysers, one at a time. What a closed tab left half-done is begun again.
 */
export class AnalysisEngine {
  private readonly watcher: QueueWatcher;
  private readonly active = new Map<BlobHash, Work>();
  private readonly cancelled = new Set<BlobHash>();
  private readonly idleWork = new IdleWork();
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

  /** Looks at the queue again, and lets go of idle work that is no longer welcome. */
  look(): void {
    if (!this.watcher.mayRenew()) this.stepBack();
    this.wake();
  }

  private async work(signal: AbortSignal): Promise<void> {
    const stop = () => {
      for (const { cancel } of this.active.values()) cancel.abort();
      this.wake();
    };
    signal.addEventListener('abort', stop, { once: true });
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      const { idle } = await this.fill(signal);
      if (this.rests(signal)) {
        await Promise.race([woken, idleMoment()]);
        if (this.rests(signal)) await this.renew(idle, signal);
      }
      await Promise.race([woken, ...[...this.active.values()].map(({ done }) => done)]);
    }
    await Promise.allSettled([...this.active.values()].map(({ done }) => done));
  }

  /** Begins what waits as far as workers are free. Idle work gives its worker to what does not want to wait. */
  private async fill(signal: AbortSignal): Promise<{ readonly idle: BlobHash | undefined }> {
    const jobs = await listAnalysisJobs();
    const waiting = jobs.filter(({ state, blobHash }) => state !== 'failed' && !this.active.has(blobHash));
    for (const { blobHash, urgency } of waiting) {
      if (urgency === 'idle' || signal.aborted) break;
      if (this.active.size < ANALYSIS_WORKERS) this.begin(blobHash);
      else this.stepBack();
    }
    return { idle: waiting.find(({ urgency }) => urgency === 'idle')?.blobHash };
  }

  private rests(signal: AbortSignal): boolean {
    return this.active.size === 0 && !signal.aborted && this.watcher.mayRenew();
  }

  /** Begins the next old result, `left` first: one that had to step back. */
  private async renew(left: BlobHash | undefined, signal: AbortSignal): Promise<void> {
    const blobHash = left ?? (await this.idleWork.next());
    if (blobHash !== null && this.rests(signal)) this.begin(blobHash, true);
  }

  private stepBack(): void {
    for (const { cancel, isIdle } of this.active.values()) if (isIdle) cancel.abort();
  }

  private begin(blobHash: BlobHash, isIdle = false): void {
    const cancel = new AbortController();
    const done = this.perform(blobHash, cancel.signal).finally(() => this.active.delete(blobHash));
    this.active.set(blobHash, { cancel, done, isIdle });
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
      await changeAnalysisJob(blobHash, (row) => ({ ...row, state: isFinal ? 'failed' : 'queued', error: code }));
      if (isFinal) this.watcher.ended(blobHash);
    }
  }

  /** Of a cancelled job nothing stays; one that had to step back or lost its tab was no attempt. */
  private async leave({ blobHash }: AnalysisJob): Promise<void> {
    if (this.cancelled.delete(blobHash)) await deleteAnalysisJob(blobHash);
    else await changeAnalysisJob(blobHash, (row) => ({ ...row, state: 'queued', attempts: row.attempts - 1 }));
  }
}
