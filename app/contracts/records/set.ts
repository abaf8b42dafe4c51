import type { BeatGrid } from './analysis.ts';
import type { BlobHash } from './track.ts';

/** A track as it was named when it was played in a set. */
export interface SetTrack {
  /** Id of the library's row; it may be gone. */
  readonly trackId: string;
  readonly blobHash: BlobHash;
  readonly title: string;
  readonly artist: string;
  /** International Standard Recording Code, 12 characters; empty where the file names none. */
  readonly isrc: string;
  /** It is played by the sampler's pads, and no track of the set's list. */
  readonly isSample?: true;
}

/**
 * One line of a set's log, in the order of the audio clock.
 * - `source`, `grid`: what the numbers in `load` and `grid` moves stand for; before the first move that names them
 * - `before`: where a control stood when the set began, in the order in which they are to be set
 * - `move`: a control was moved, at that frame
 * - `after`: where a control stood at the end, in the order in which they are to be set
 * - `seen`: where a deck was, about once a second while it moves; for people and lists, never for the sound
 */
export type SetEntry =
  | { readonly kind: 'source'; readonly id: number; readonly track: SetTrack; readonly grid: BeatGrid | null }
  | { readonly kind: 'grid'; readonly id: number; readonly grid: BeatGrid }
  | { readonly kind: 'before' | 'after'; readonly control: string; readonly value: number }
  | { readonly kind: 'move'; readonly frame: number; readonly control: string; readonly value: number }
  | {
      readonly kind: 'seen';
      readonly frame: number;
      /** Name of the deck, `A` to `D`. */
      readonly deck: string;
      readonly positionSec: number;
      /** Speed of the motor; 1 is the track's own. */
      readonly tempo: number;
    };

/** A log that replaces the one before it; none is ever changed. Version 0 is what was played. */
export interface SetVersion {
  readonly version: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A set: what was done on the decks from its first play on. Stored in IndexedDB `sets`, key `id`. */
export interface SetRow {
  readonly id: string;
  name: string;
  /** Epoch milliseconds of the first play. */
  readonly startedAt: number;
  /** Epoch milliseconds; null while it runs, or when the browser died while it did. */
  endedAt: number | null;
  /** Of the audio clock, in Hz. */
  readonly sampleRate: number;
  /** Frame of the audio clock at which the set begins: a multiple of the render quantum. */
  readonly firstFrame: number;
  /** Frame at which its controls stood as the log says: no later, since what was heard before may still ring. */
  readonly settledFrame: number;
  /** First frame that is no longer part of it; grows while it runs. */
  endFrame: number;
  /** Tracks that were on a deck, each once, in the order of their coming. */
  tracks: readonly SetTrack[];
  /** The version in force. */
  version: number;
  versions: readonly SetVersion[];
  /** Epoch milliseconds when it went to the bin, else null. */
  deletedAt: number | null;
}

/** A piece of a log, never changed once written. Stored in IndexedDB `setLog`, key `[setId, version, sequence]`. */
export interface SetBatch {
  readonly setId: string;
  readonly version: number;
  /** 0, 1, 2 … without a gap. */
  readonly sequence: number;
  readonly entries: readonly SetEntry[];
}
