import type { FileFacts } from './facts.ts';
import type { Party, Release, ReleaseBundle } from './release.ts';

/** One entry of a list of the distributor. */
export interface ReferenceEntry {
  readonly id: string;
  readonly name: string;
}

/** The distributor's lists, read from it once a day and kept with the app; `lists` that it does not know are empty. */
export interface ReferenceData {
  /** Which distributor: `fuga` … */
  readonly provider: string;
  /** Number that rises with each change. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  readonly lists: Readonly<Record<ReferenceList, readonly ReferenceEntry[]>>;
}

export const referenceLists = [
  'genres', 'subgenres', 'languages', 'audioLanguages', 'contributorRoles', 'instruments', 'territories', 'catalogTiers',
  'stores', 'artists', 'labels', 'people', 'publishers',
] as const; // prettier-ignore

export type ReferenceList = (typeof referenceLists)[number];

/** A product as the distributor last showed it. */
export interface MirroredProduct {
  readonly provider: string;
  readonly productId: string;
  readonly state: 'PENDING' | 'PUBLISHED' | 'DELIVERED' | 'TAKEN_DOWN' | 'DELETED';
  readonly upc: string;
  readonly volumes: number;
  readonly hasCover: boolean;
  readonly tracks: readonly MirroredTrack[];
  readonly deliveries: readonly MirroredDelivery[];
}

export interface MirroredTrack {
  readonly assetId: string;
  /** Id of the track of the draft that it was made from; '' when unknown. */
  readonly trackId: string;
  readonly isrc: string;
  readonly volume: number;
  /** Position in its volume, from 1. */
  readonly sequence: number;
  readonly hasAudio: boolean;
  readonly preorder: Release['tracks'][number]['preorder'];
}

export interface MirroredDelivery {
  readonly store: string;
  readonly state: 'NOT_ADDED' | 'PROCESSING' | 'DELIVERED' | 'CANCELLED' | 'TAKEN_DOWN';
}

/** What the user is about to do; some refusals belong to one act alone. */
export type Intent = 'check' | 'deliver' | 'redeliver' | 'takedown' | 'assignUpc' | 'assignIsrc' | 'attachTrack';

/** All that a rule may look at. Nothing here is fetched: the caller has it on the device. */
export interface Preflight {
  readonly bundle: ReleaseBundle;
  /** By blob hash; a file without an entry has not been looked at yet. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** Other releases of the catalogue, drafts and delivered ones, without this one. */
  readonly others: readonly ReleaseBundle[];
  /** All parties of the catalogue. */
  readonly parties: readonly Party[];
  /** Null as long as no distributor was asked: then lists are not checked. */
  readonly reference: ReferenceData | null;
  /** Null when the distributor has no such product yet. */
  readonly product: MirroredProduct | null;
  readonly intent: Intent;
  /** Today, `YYYY-MM-DD`, in the user's own time zone. */
  readonly today: string;
}
