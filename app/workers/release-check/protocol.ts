import type { FileFacts } from '#contracts/release/facts.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { RepairProof } from '#contracts/release/repair.ts';
import type { RepairPlan } from '#core/release/repair/plan.ts';
import type { KernelModules } from '#wasm/load.ts';

/** What a file is meant to be; what it is, its facts say. */
export type FileRole = 'audio' | 'image' | 'other';

/** A repaired file, stored beside the original. */
export interface Repaired {
  readonly blobHash: BlobHash;
  readonly sizeBytes: number;
  readonly proof: RepairProof;
}

export interface ReleaseCheckApi {
  /**
   * Finds everything about a stored file. Damage is a fact, not an error.
   *
   * @param onShare share that is done, 0 to 1
   * @throws AppError `storage.*`
   */
  check(
    blobHash: BlobHash,
    role: FileRole,
    modules: KernelModules,
    onShare: (share: number) => void,
  ): Promise<FileFacts>;
  /**
   * Writes a repaired copy of a stored WAV as a new blob and proves what it did to the samples. The original stays.
   *
   * @throws AppError `import.corrupt` when it is no WAV with plain samples, `storage.*`
   */
  repair(blobHash: BlobHash, plan: RepairPlan, onShare: (share: number) => void): Promise<Repaired>;
}
