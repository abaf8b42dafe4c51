import type { TrackCues } from '#contracts/records/cue.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { Carried } from '#core/anchor/carry.ts';

/** A track that is the same music as another. */
export interface Likeness {
  readonly blobHash: BlobHash;
  /** By how much the music comes later in the track that was asked about, s. */
  readonly laterSec: number;
  /** Share of bits of the fingerprints that differ. */
  readonly difference: number;
}

export interface AnchorApi {
  /**
   * Listens to a stored blob, keeps the sound around its points and landmarks, and its fingerprint.
   *
   * @throws AppError `storage.*`, `import.*`
   */
  anchor(blobHash: BlobHash): Promise<void>;
  /**
   * Tracks with a fingerprint that are the same music as a stored blob, the most alike first. Listens to the blob only
   * where there is one of about its length.
   *
   * @throws AppError `storage.*`, `import.*`
   */
  alike(blobHash: BlobHash, durationSec: number): Promise<readonly Likeness[]>;
  /**
   * Carries points of the same music over to a stored blob; null when their sounds are not in it.
   *
   * @throws AppError `storage.*`, `import.*`
   */
  carry(cues: TrackCues, blobHash: BlobHash, roughlyLaterSec: number): Promise<Carried | null>;
}
