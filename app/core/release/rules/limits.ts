import type { ContainerKind, ImageFacts } from '#contracts/release/facts.ts';
import type { Explicit } from '#contracts/release/release.ts';

/** What a distributor takes, as numbers and lists. */
export interface Limits {
  readonly audio: {
    readonly containers: readonly ContainerKind[];
    readonly codecs: readonly string[];
    readonly bitDepths: readonly number[];
    readonly channels: readonly number[];
    /** Hz. */
    readonly leastRate: number;
    readonly mostRate: number;
    readonly takesFloat: boolean;
    /** Shorter tracks are refused, s. */
    readonly shortestSec: number;
    /** By how much a second encoding may be longer or shorter, s. */
    readonly encodingsApartSec: number;
  };
  readonly cover: {
    readonly containers: readonly ContainerKind[];
    /** Pixels of a side. */
    readonly least: number;
    readonly most: number;
    /** Below this a store asks for more. */
    readonly recommended: number;
    /** Longer side by shorter side at most. */
    readonly mostRatio: number;
    readonly mostMetadataBytes: number;
    readonly colourSpaces: readonly ImageFacts['colourSpace'][];
  };
  readonly attachments: readonly ContainerKind[];
  /** s. */
  readonly preview: { readonly least: number; readonly most: number };
  /** Whether a release must have a catalogue number. */
  readonly asksCatalogNumber: boolean;
  /** Stores at which each artist must have a page, or be marked as new. */
  readonly requiredStores: readonly string[];
  /** Ids of roles that count as … */
  readonly roles: {
    readonly composer: readonly string[];
    readonly lyricist: readonly string[];
    readonly performer: readonly string[];
    readonly production: readonly string[];
  };
  /** Names that stand for many and are no artist of a track, lower case. */
  readonly variousNames: readonly string[];
  readonly lyricsRequiredFor: readonly Explicit[];
  /** Characters. */
  readonly lengths: {
    readonly title: number;
    readonly version: number;
    readonly name: number;
    readonly line: number;
    readonly catalogNumber: number;
    readonly location: number;
    readonly lyrics: number;
    readonly notes: number;
  };
  readonly mostVolumes: number;
  readonly earliestYear: number;
  /** Less notice than this is risky, days. */
  readonly leadDays: number;
  /** What is advised about the sound. */
  readonly sound: {
    /** dBTP. */
    readonly truePeak: number;
    /** LUFS. */
    readonly loudest: number;
    readonly quietest: number;
    /** s. */
    readonly headSilence: number;
    readonly tailSilence: number;
    readonly dcOffset: number;
    readonly lossyProbability: number;
  };
}
