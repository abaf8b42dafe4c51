/** A crate is a set of tracks; a playlist has an order and may hold a track twice. */
export type ListKind = 'crate' | 'playlist';

/** A list of tracks that people made. Stored in IndexedDB `lists`, key `id`. */
export interface TrackList {
  readonly id: string;
  readonly kind: ListKind;
  name: string;
  /** A locked list takes no change but its unlocking. */
  locked: boolean;
  /** Ids of tracks, in order; some may be in the bin or gone. */
  trackIds: readonly string[];
  /** Epoch milliseconds. */
  readonly createdAt: number;
  updatedAt: number;
}

/**
 * One playing of a track on a deck, written once it counts and kept up while it goes on, so that a set can be
 * told after a crash. Stored in IndexedDB `plays`, key `id`.
 */
export interface Play {
  readonly id: string;
  readonly trackId: string;
  /** As the track was named then, for tracks that are gone. */
  readonly title: string;
  readonly artist: string;
  /** Name of the deck, `A` to `D`. */
  readonly deck: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** How long it was heard, s; grows while it plays. */
  heardSec: number;
}
