import type { AppErrorData } from '#contracts/errors/app-error.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';

/** Something went wrong while a track was read on. */
export interface ReadFailure {
  readonly error: AppErrorData;
  /** Second of the track from which on nothing can be played. */
  readonly fromSec: number;
}

/** Streams one track's decoded audio into shared pages. One worker per deck; the next `open` ends the track before. */
export interface DeckAudioApi {
  /**
   * Opens a stored blob; its first pages are decoded when this resolves.
   *
   * @param onFailure called when reading fails later on, and again when it turns out to fail even earlier in the track
   * @throws AppError `storage.*`, `import.*`
   */
  open(blobHash: BlobHash, onFailure: (failure: ReadFailure) => void): Promise<PageMemory>;
  /** Resolves when the audio around a position is there, or cannot be had. */
  ensure(frame: number): Promise<void>;
  /** Frames whose audio is kept whatever happens, so that a jump there sounds at once: cues, loops. */
  keep(frames: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
