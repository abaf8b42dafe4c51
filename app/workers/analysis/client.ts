import { proxy } from 'comlink';
import type { BlobHash } from '#contracts/records/track.ts';
import { WorkerPool } from '../rpc/pool.ts';
import { kernelModules } from './kernels.ts';
import type { AnalysisApi } from './protocol.ts';

/** One core stays free for the page and the audio thread; each worker may need 100 MB. */
export const ANALYSIS_WORKERS = Math.max(1, Math.min(4, (navigator.hardwareConcurrency ?? 2) - 1));

const pool = new WorkerPool<AnalysisApi>({
  spawn: () => new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' }),
  size: ANALYSIS_WORKERS,
  // What is concluded at the end holds the thread for a second, of hours of audio on a slow phone much longer.
  stall: { ms: 180_000, error: { code: 'import.corrupt', details: {} } },
});

/** Analyses one blob in a worker of the pool; see {@link AnalysisApi.analyse}. Results arrive in storage. */
export async function analyse(
  blobHash: BlobHash,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const modules = await kernelModules();
  await pool.run((api) => api.analyse(blobHash, modules, proxy(onProgress)), signal);
}
