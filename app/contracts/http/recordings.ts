import * as v from 'valibot';

/** Lower-case SHA-256 in hex. */
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a lower-case SHA-256 in hex'));

/** Audio that the server has checked byte by byte and keeps. */
export const Recording = v.object({
  id: v.string(),
  sha256: Sha256,
  sizeBytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** By its content, not by what the client said. */
  mimeType: v.string(),
  fileName: v.string(),
  title: v.string(),
  /** Epoch milliseconds at which it was checked. */
  createdAt: v.pipe(v.number(), v.integer()),
});
export type Recording = v.InferOutput<typeof Recording>;

export const PAGE_LIMIT_MAX = 200;
const PAGE_LIMIT_DEFAULT = 50;

/** Query of a list: `cursor` is the `nextCursor` of the page before. */
export const PageQuery = v.object({
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(PAGE_LIMIT_MAX)),
    String(PAGE_LIMIT_DEFAULT),
  ),
});

/** Newest first. `nextCursor` is null on the last page. */
export const RecordingPage = v.object({
  recordings: v.array(Recording),
  nextCursor: v.nullable(v.string()),
});
export type RecordingPage = v.InferOutput<typeof RecordingPage>;

/** What an account stores, in bytes. */
export const Quota = v.object({
  usedBytes: v.number(),
  /** Promised to unfinished uploads. */
  reservedBytes: v.number(),
  /** Null without a limit. */
  quotaBytes: v.nullable(v.number()),
  maxUploadBytes: v.number(),
});
export type Quota = v.InferOutput<typeof Quota>;
