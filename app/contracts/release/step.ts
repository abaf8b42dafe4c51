import type { BlobHash } from '../records/track.ts';
import type { Repair } from './repair.ts';
import type { Release, ReleaseTrack } from './release.ts';

/** The fields of a release outside its tracks that an edit may set. */
export type ReleaseFields = Omit<Release, 'id' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'tracks'>;

/** What leads from one state of a release to another: only what differs, so that edits of two tabs meet. */
export interface ReleaseChange {
  readonly fields: Partial<ReleaseFields>;
  /** By id: the fields that differ, all of them for a new track, null for one that goes. */
  readonly tracks: Readonly<Record<string, Partial<ReleaseTrack> | null>>;
  /** Ids of all tracks in their order, or null where the order stays. */
  readonly order: readonly string[] | null;
}

/** One edit of a release that can be taken back. Stored in IndexedDB `releaseSteps`, key `[releaseId, sequence]`. */
export interface ReleaseStep {
  readonly releaseId: string;
  /** From 1, in the order of the edits. */
  readonly sequence: number;
  readonly undo: ReleaseChange;
  readonly redo: ReleaseChange;
  /** Was taken back; those after it were, too. */
  readonly isUndone: boolean;
  /** Files that the step would bring back: they are kept as long as it is. */
  readonly files: readonly BlobHash[];
}

/** A release with the files that it refers to. Stored in IndexedDB `releases`, key `id`. */
export interface StoredRelease {
  readonly id: string;
  readonly release: Release;
  readonly files: readonly BlobHash[];
  /** What repairs did, by the hash of the repaired file; missing before the first one. */
  readonly repairs?: Readonly<Record<BlobHash, Repair>>;
}
