import type { BlobHash } from './track.ts';

/**
 * How a recording sounds, in little: two files of the same music agree in most bits. Stored in IndexedDB
 * `fingerprints`, key `blobHash`.
 */
export interface SoundFingerprint {
  readonly blobHash: BlobHash;
  readonly version: number;
  readonly durationSec: number;
  /** Time of the first word in seconds, and seconds from one to the next. */
  readonly startSec: number;
  readonly stepSec: number;
  /** One word of 32 bits for each step; whether bands grow or shrink against their neighbours. */
  readonly words: Uint32Array;
}
