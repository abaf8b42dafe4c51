import type { BlobHash } from '#contracts/records/track.ts';
import type { KernelModules } from '#wasm/load.ts';

export interface AnalysisApi {
  /**
   * Decodes a stored blob once and stores its waveform overview and {@link Analysis}.
   *
   * @param modules the kernels, compiled by the page
   * @param onProgress 0 to 1
   * @throws AppError `storage.*`, `import.*` or `analysis.failed`
   */
  analyse(blobHash: BlobHash, modules: KernelModules, onProgress: (share: number) => void): Promise<void>;
}
