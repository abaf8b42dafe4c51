import * as v from 'valibot';

/**
 * What a label sends to a distributor: a release with volumes and tracks. One schema is the truth for the drafts in the
 * browser, for packages that come back in and for what the server is asked to deliver. A draft may be incomplete: empty
 * strings and nulls stand for "not filled in yet"; what is missing is said by the rules (`core/release/rules`), not by the
 * schema. Only shapes and bounds are checked here.
 */

const text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const list = <const T extends v.GenericSchema>(item: T, limit: number) => v.pipe(v.array(item), v.maxLength(limit));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));
/** `YYYY-MM-DD` when it is right; kept as typed until then, '' when not filled in. */
const date = text(32);

/** An identifier that another body gave to a party. Check digits: `core/release/identifiers`. */
export const identifierSchema = v.object({
  /** `isni`, `ipi`, `ipn`, `dpid`, or a store that keeps artist pages: `spotify`, `apple` … */
  scheme: text(40),
  /** '' together with `isNew`: the store shall make a new page. */
  value: text(200),
  /** The artist has no page at this store yet. */
  isNew: v.boolean(),
});

/**
 * An artist, a person, a label or a publisher of the catalogue. Artists and people are separate things, as they are at
 * distributors. Two parties may bear one name: the id says which is meant.
 */
export const partySchema = v.object({
  id,
  kind: v.picklist(['artist', 'person', 'label', 'publisher']),
  name: text(300),
  identifiers: list(identifierSchema, 60),
});

export const artistCreditSchema = v.object({
  /** Id of a party of kind `artist`. */
  partyId: id,
  role: v.picklist(['primary', 'featured', 'remixer']),
});

export const contributorSchema = v.object({
  /** Id of a party of kind `person`. */
  partyId: id,
  /** Id of the reference data's `contributorRoles`, such as `COMPOSER`. */
  role: text(80),
  /** Id of the reference data's `instruments`; '' where the role needs none. */
  instrument: text(80),
});

/** A share as an exact fraction of the whole, so that three thirds are one. */
export const splitSchema = v.object({
  partyId: id,
  /** Whole, 0 or more. */
  numerator: count,
  /** Whole, 1 or more. */
  denominator: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
});

/** What a machine made, as listeners and stores are told (DDEX, stores since 2025). */
const share = v.picklist(['none', 'assisted', 'generated']);
export const aiDisclosureSchema = v.object({
  vocals: share,
  instruments: share,
  composition: share,
  lyrics: share,
  postProduction: share,
});

/** Where it may be sold. Codes are ISO 3166-1 alpha-2, upper case. */
export const territoriesSchema = v.variant('base', [
  /** Everywhere but in `codes`. */
  v.object({ base: v.literal('world'), codes: list(text(8), 300) }),
  /** Only in `codes`. */
  v.object({ base: v.literal('none'), codes: list(text(8), 300) }),
]);

/** Years of C and P lines; null when not filled in. */
const year = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)));
export const rightsLineSchema = v.object({ year, text: text(1000) });

export const explicitSchema = v.picklist(['unset', 'explicit', 'clean', 'notExplicit']);

/** A file of a release: immutable bytes in the store of blobs, named by their SHA-256. */
export const fileRefSchema = v.object({
  blobHash: hash,
  fileName: text(500),
  mimeType: text(100),
  sizeBytes: count,
});

/** The title in another language or script. */
export const translationSchema = v.object({
  /** ISO 639-1, lower case, with a script where needed: `ja`, `zh-hant`. */
  language: text(20),
  title: text(1000),
  version: text(1000),
});

export const releaseTrackSchema = v.object({
  id,
  /** From 1. Order within a volume is the order in `Release.tracks`. */
  volume: v.pipe(v.number(), v.integer()),
  title: text(1000),
  /** "Live", "Radio Edit"; never part of the title. */
  version: text(1000),
  translations: list(translationSchema, 50),
  /** As typed; 12 characters when right (`core/release/identifiers`). */
  isrc: text(40),
  iswc: text(40),
  /** Language of title and metadata, ISO 639-1 lower case. */
  language: text(20),
  /** Language that is sung, ISO 639-1 lower case; `zxx` for instrumental music. */
  audioLanguage: text(20),
  artists: list(artistCreditSchema, 100),
  contributors: list(contributorSchema, 300),
  /** Ids of parties of kind `publisher`. */
  publisherIds: list(id, 100),
  /** Nobody publishes the work; excludes publishers. */
  copyrightControl: v.boolean(),
  genre: text(80),
  subgenre: text(80),
  explicit: explicitSchema,
  lyrics: text(100_000),
  pLine: rightsLineSchema,
  recordingYear: year,
  /** ISO 3166-1 alpha-2. */
  countryOfRecording: text(8),
  /** Where and how long a store may play it for nothing; null for the store's own choice. */
  preview: v.nullable(v.object({ startSec: seconds, lengthSec: seconds })),
  preorder: v.picklist(['standard', 'instantGratification', 'preorderOnly']),
  /** When an instant-gratification track comes out; '' with the release. */
  releaseDate: date,
  availableSeparately: v.boolean(),
  /** Null: as the release. */
  territories: v.nullable(territoriesSchema),
  /** Of classical music; null elsewhere. */
  work: v.nullable(v.object({ title: text(1000), movementTitle: text(1000), movementNumber: v.nullable(count) })),
  splits: list(splitSchema, 100),
  ai: aiDisclosureSchema,
  audio: v.nullable(fileRefSchema),
  /** A second encoding of the same recording with its own ISRC. */
  dolbyAtmos: v.nullable(v.object({ file: fileRefSchema, isrc: text(40) })),
});

export const releaseSchema = v.object({
  id,
  /** A pattern for new releases: never checked, never delivered. */
  isTemplate: v.boolean(),
  /** Epoch milliseconds. */
  createdAt: count,
  updatedAt: count,
  /** When it went to the bin, else null. */
  deletedAt: v.nullable(count),
  title: text(1000),
  version: text(1000),
  translations: list(translationSchema, 50),
  /** Language of title and metadata, ISO 639-1 lower case. */
  language: text(20),
  format: v.picklist(['single', 'ep', 'album', 'boxset']),
  isCompilation: v.boolean(),
  artists: list(artistCreditSchema, 100),
  /** Id of a party of kind `label`, or null. */
  labelId: v.nullable(id),
  /** As typed; 12 or 13 digits when right. '' with `assignUpc`: the distributor gives one. */
  upc: text(40),
  assignUpc: v.boolean(),
  catalogNumber: text(200),
  genre: text(80),
  subgenre: text(80),
  alternateGenre: text(80),
  alternateSubgenre: text(80),
  /** Id of the reference data's `catalogTiers`, such as `FRONT`. */
  tier: text(40),
  explicit: explicitSchema,
  dates: v.object({
    /** When people can have it. */
    release: date,
    /** When it first came out anywhere. */
    original: date,
    /** From when it can be ordered; '' without pre-order. */
    preorder: date,
    /** From when previews play during the pre-order. */
    preview: date,
    /** When it shall be taken down again; '' never. */
    end: date,
  }),
  cLine: rightsLineSchema,
  pLine: rightsLineSchema,
  recordingYear: year,
  recordingLocation: text(500),
  territories: territoriesSchema,
  /** 1 or more. */
  volumes: v.pipe(v.number(), v.integer()),
  tracks: list(releaseTrackSchema, 1000),
  cover: v.nullable(fileRefSchema),
  /** Booklets and the like. */
  attachments: list(fileRefSchema, 20),
  notes: text(10_000),
});

/** A release with all parties that it names: what is checked, exported, delivered. */
export const releaseBundleSchema = v.object({ release: releaseSchema, parties: list(partySchema, 5000) });

export type Identifier = v.InferOutput<typeof identifierSchema>;
export type Party = v.InferOutput<typeof partySchema>;
export type ArtistCredit = v.InferOutput<typeof artistCreditSchema>;
export type Contributor = v.InferOutput<typeof contributorSchema>;
export type Split = v.InferOutput<typeof splitSchema>;
export type AiDisclosure = v.InferOutput<typeof aiDisclosureSchema>;
export type Territories = v.InferOutput<typeof territoriesSchema>;
export type RightsLine = v.InferOutput<typeof rightsLineSchema>;
export type Explicit = v.InferOutput<typeof explicitSchema>;
export type FileRef = v.InferOutput<typeof fileRefSchema>;
export type Translation = v.InferOutput<typeof translationSchema>;
export type ReleaseTrack = v.InferOutput<typeof releaseTrackSchema>;
export type Release = v.InferOutput<typeof releaseSchema>;
export type ReleaseBundle = v.InferOutput<typeof releaseBundleSchema>;
