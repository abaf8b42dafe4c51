import { SvelteMap } from 'svelte/reactivity';
import type { BlobHash } from '#contracts/records/track.ts';
import { coalesce } from '#core/async/coalesce.ts';
import type { AnalysisEngine } from './engine.ts';

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
  readonly share = $derived(
    this.total === 0 ? 1 : (this.done + [...this.progress.values()].reduce((sum, one) => sum + one, 0)) / this.total,
  );

  #engine: AnalysisEngine | undefined;

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

  /** Puts a failed blob back on the queue. */
  async retry(blobHash: BlobHash): Promise<void> {
    const { deleteAnalysisJob, queueAnalysis } = await import('#storage/analysis/analyses.ts');
    await deleteAnalysisJob(blobHash);
    await queueAnalysis(blobHash);
  }

  async #run(signal: AbortSignal): Promise<void> {
    // The engine and its workers load when the first screen stands.
    const [{ AnalysisEngine }, { listAnalysisJobs, queueOutdatedAnalyses }, { onStorageEvent }] = await Promise.all([
      import('./engine.ts'),
      import('#storage/analysis/analyses.ts'),
      import('#storage/events.ts'),
    ]);
    if (signal.aborted) return;
    const count = async () => {
      const open = (await listAnalysisJobs()).filter(({ state }) => state !== 'failed');
      this.left = open.length;
      if (this.left === 0) this.done = 0;
    };
    const refresh = coalesce(count);
    signal.addEventListener(
      'abort',
      onStorageEvent(({ type }) => {
        if (type === 'analysis-queued' || type === 'analysis-done') refresh();
      }),
    );
    await queueOutdatedAnalyses();
    await count();
    this.#engine = new AnalysisEngine({
      progress: (blobHash, share) => void this.progress.set(blobHash, share),
      ended: (blobHash) => {
        this.progress.delete(blobHash);
        this.done++;
        refresh();
      },
    });
    await this.#engine.run(signal);
  }
}

export const analysis = new AnalysisQueue();
