import type { BlobHash } from '#contracts/records/track.ts';

export interface AnalysisApi {
  /**
   * Decodes a stored blob once and stores its waveform overview and {@link Analysis}.
   *
   * @param onProgress 0 to 1
   * @throws AppError `storage.*`, `import.*` or `analysis.failed`
   */
  analyse(blobHash: BlobHash, onProgress: (share: number) => void): Promise<void>;
}
