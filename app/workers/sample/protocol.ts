import type { BlobHash } from '#contracts/records/track.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';

/** Short sounds, decoded whole. */
export interface SampleApi {
  /**
   * Decodes a stored blob into shared memory, all of it.
   *
   * @param room bytes that it may take
   * @throws AppError `sampler.too_long`, `sampler.full`, `storage.*`, `import.*`
   */
  decode(blobHash: BlobHash, room: number): Promise<PageMemory>;
  /**
   * Stores a file as it is, once it is known that it can be played; see {@link decode}.
   *
   * @throws AppError as {@link decode}
   */
  keep(file: Blob, room: number): Promise<{ readonly blobHash: BlobHash; readonly memory: PageMemory }>;
  /**
   * Stores a part of a track as a file of its own.
   *
   * @throws AppError `sampler.too_long`, `storage.*`, `import.*`
   */
  cut(blobHash: BlobHash, fromSec: number, toSec: number): Promise<BlobHash>;
}
