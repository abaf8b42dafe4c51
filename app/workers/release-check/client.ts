import { proxy } from 'comlink';
import type { FileFacts } from '#contracts/release/facts.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { RepairPlan } from '#core/release/repair/plan.ts';
import { kernelModules } from '../analysis/kernels.ts';
import { WorkerPool } from '../rpc/pool.ts';
import type { FileRole, ReleaseCheckApi, Repaired } from './protocol.ts';

const pool = new WorkerPool<ReleaseCheckApi>({
  spawn: () =>
    new Worker(new URL('./release-check.worker.ts', import.meta.url), { type: 'module', name: 'release-check' }),
  // Each holds some ten megabytes, and reads the disk while the other computes.
  size: 2,
  stall: { ms: 60_000, error: { code: 'import.corrupt', details: {} } },
});

/** Checks a stored file in a worker of the pool; see {@link ReleaseCheckApi.check}. */
export async function checkFile(
  blobHash: BlobHash,
  role: FileRole,
  onShare: (share: number) => void,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const modules = await kernelModules();
  return pool.run((api) => api.check(blobHash, role, modules, proxy(onShare)) as Promise<FileFacts>, signal);
}

/** Repairs a stored WAV into a new blob; see {@link ReleaseCheckApi.repair}. */
export function repairFile(
  blobHash: BlobHash,
  plan: RepairPlan,
  onShare: (share: number) => void,
  signal?: AbortSignal,
): Promise<Repaired> {
  return pool.run((api) => api.repair(blobHash, plan, proxy(onShare)) as Promise<Repaired>, signal);
}
