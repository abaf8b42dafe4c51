import type { AppErrorData } from '#contracts/errors/app-error.ts';
import type { BlobHash, Track } from '#contracts/records/track.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';

/** A track with the names by which people know it. */
export type NamedTrack = Pick<Track, 'id' | 'blobHash' | 'title' | 'artist' | 'isrc'> & {
  /** Played by the sampler's pads. */
  readonly isSample?: true;
};

/** Why a track cannot be read on, and from where. */
export interface ReadFailure {
  readonly error: AppErrorData;
  /** Second of the track from which on nothing can be played. */
  readonly fromSec: number;
}

/**
 * Reads tracks for one deck into shared pages; the worker `deck-audio` does it. Given to the engine from outside, since
 * the engine knows no workers.
 */
export interface TrackReader {
  /** Opens a stored track; it can be played from its start when this resolves. The track before is let go. */
  open(blobHash: BlobHash, onFailure: (failure: ReadFailure) => void): Promise<PageMemory>;
  /** Resolves when the audio around a frame is there, or cannot be had. */
  ensure(frame: number): Promise<void>;
  /** Frames around which the audio stays, so that a jump there sounds at once. */
  keep(frames: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
