import type { BeatGrid, Mode } from './analysis.ts';
import type { BlobHash } from './track.ts';

/** A key as a person names it: tonic as pitch class, 0 = C; both null for "no key". */
export interface NamedKey {
  readonly tonic: number | null;
  readonly mode: Mode | null;
}

/** A change of the beat grid. Times are seconds of the decoded audio. */
export type GridEdit =
  /** The beats come so many times as often: 2, 1/2, 3/2, 2/3. */
  | { readonly kind: 'scale'; readonly ratio: number }
  /** One tempo from a beat near `atSec` on, both ways. */
  | { readonly kind: 'tempo'; readonly bpm: number; readonly atSec: number }
  /** One tempo with a beat at `atSec`: tapped to the music. */
  | { readonly kind: 'taps'; readonly bpm: number; readonly atSec: number }
  /** All beats later, or earlier when negative. */
  | { readonly kind: 'shift'; readonly bySec: number }
  /** All beats to where one stands at `atSec`. */
  | { readonly kind: 'beat'; readonly atSec: number }
  /** A bar begins with the beat nearest to `atSec`. */
  | { readonly kind: 'downbeat'; readonly atSec: number }
  | { readonly kind: 'meter'; readonly beatsPerBar: number }
  /** "This is right." */
  | { readonly kind: 'confirm' };

/** A key in place of what was found, the same one when it was right. */
export interface KeyEdit {
  readonly kind: 'key';
  readonly key: NamedKey;
}

export type Correction = GridEdit | KeyEdit;

/** What the analyser had said when it was first corrected; what corrections teach is the way from here. */
export interface HeardBefore {
  readonly bpm: number | null;
  /** Its own confidences, 0 to 1. */
  readonly tempoConfidence: number;
  readonly key: NamedKey;
  readonly keyConfidence: number;
}

/**
 * What a person said about one blob. It holds whatever any analyser finds later: the grid is computed from `grid`, kept
 * here, by `edits`. Stored in IndexedDB `corrections`, key `blobHash`.
 */
export interface TrackCorrections {
  readonly blobHash: BlobHash;
  /** The grid to which the edits apply: that in force at the first of them. Null: none, or no grid edit yet. */
  readonly grid: BeatGrid | null;
  /** The key that edits before the first kept one had set, null for none. */
  readonly key: NamedKey | null;
  /** Whether edits before the first kept one, or the lock, made `grid` hold on its own. */
  readonly holds: boolean;
  /** In order; those from `applied` on are undone and may be redone. */
  readonly edits: readonly Correction[];
  readonly applied: number;
  /** The grid takes no edits, and no undo, until it is unlocked. */
  readonly isLocked: boolean;
  /** Null until the first edit. */
  readonly heard: HeardBefore | null;
  /** Whether the question about tempo or key was answered or put away; it is asked once. */
  readonly asked: { readonly tempo: boolean; readonly key: boolean };
  /** Epoch milliseconds. */
  readonly updatedAt: number;
}
