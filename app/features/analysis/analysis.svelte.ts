import { SvelteMap } from 'svelte/reactivity';
import type { BlobHash } from '#contracts/records/track.ts';
import { coalesce } from '#core/async/coalesce.ts';
import type { AnalysisEngine } from './engine.ts';

/** Setting: whether results of an older analyser are computed anew in idle time. */
export const RENEW = 'analysis.renew';

/** The analysis queue as the page sees it. */
class AnalysisQueue {
  /** Share done, 0 to 1, of the blobs this tab works on. */
  readonly progress = new SvelteMap<BlobHash, number>();
  /** Jobs ended since the queue was last empty. */
  done = $state(0);
  /** Jobs waiting or running. */
  left = $state(0);

  readonly total = $derived(this.done + this.left);
  /** Of all jobs since the queue was last empty, 0 to 1. */
  readonly share = $derived.by(() => {
    const running = [...this.progress.values()].reduce((sum, one) => sum + one, 0);
    return this.total === 0 ? 1 : Math.min(1, (this.done + running) / this.total);
  });

  #engine: AnalysisEngine | undefined;
  #isBusy = false;
  #renews = true;

  /** Starts working on the queue. Called once by the root layout; returns the function that stops it. */
  start(): () => void {
    const controller = new AbortController();
    void this.#run(controller.signal);
    return () => controller.abort();
  }

  /** Takes one blob off the queue and ends the work on it. */
  async cancel(blobHash: BlobHash): Promise<void> {
    await this.#engine?.cancel(blobHash);
  }

  /** Takes all that waits or runs off the queue. What was analysed before keeps its results. */
  async cancelAll(): Promise<void> {
    const { listAnalysisJobs } = await import('#storage/analysis/jobs.ts');
    for (const { blobHash, state, urgency } of await listAnalysisJobs()) {
      if (state !== 'failed' && urgency !== 'idle') await this.cancel(blobHash);
    }
  }

  /** Puts a failed or cancelled blob back on the queue. */
  async retry(blobHash: BlobHash): Promise<void> {
    const { retryAnalysis } = await import('#storage/analysis/jobs.ts');
    await retryAnalysis(blobHash);
  }

  /** Says whether the page plays or records: old results then wait. */
  hold(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#engine?.look();
  }

  async #run(signal: AbortSignal): Promise<void> {
    // The engine and its workers load when the first screen stands.
    const [{ AnalysisEngine }, { listAnalysisJobs }, { onStorageEvent }, { getSetting }] = await Promise.all([
      import('./engine.ts'),
      import('#storage/analysis/jobs.ts'),
      import('#storage/events.ts'),
      import('#storage/settings/settings.ts'),
    ]);
    if (signal.aborted) return;
    const count = async () => {
      const open = (await listAnalysisJobs()).filter(({ state, urgency }) => state !== 'failed' && urgency !== 'idle');
      this.left = open.length;
      if (this.left === 0) this.done = 0;
    };
    const refresh = coalesce(count);
    const readChoice = async () => {
      this.#renews = await getSetting(RENEW, true);
      this.#engine?.look();
    };
    signal.addEventListener(
      'abort',
      onStorageEvent((event) => {
        if (event.type === 'analysis-queued' || event.type === 'analysis-done') refresh();
        if (event.type === 'settings' && event.key === RENEW) void readChoice();
      }),
    );
    await Promise.all([count(), readChoice()]);
    this.#engine = new AnalysisEngine({
      progress: (blobHash, share) => void this.progress.set(blobHash, share),
      ended: (blobHash) => {
        this.progress.delete(blobHash);
        if (this.left > 0) this.done++;
        refresh();
      },
      mayRenew: () => this.#renews && !this.#isBusy,
    });
    await this.#engine.run(signal);
  }
}

export const analysis = new AnalysisQueue();
