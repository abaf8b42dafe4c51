import * as v from 'valibot';

/** How an account at a distributor stands. Never holds what signs in. */
export const DistributorStatus = v.object({
  provider: v.string(),
  /**
   * `off`: the server is not set up for it. `needsCode`: it waits for a code of the second step. `signedOut`: its
   * credentials are no longer accepted.
   */
  state: v.picklist(['off', 'disconnected', 'needsCode', 'signedOut', 'connected']),
  /** False as long as nobody has compared the adapter with the live service: say so. */
  isVerified: v.boolean(),
});
export type DistributorStatus = v.InferOutput<typeof DistributorStatus>;

export const DistributorLogin = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(320)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
});
export const DistributorCode = v.object({ code: v.pipe(v.string(), v.trim(), v.regex(/^\d{6,8}$/)) });

const entry = v.object({ id: v.string(), name: v.string() });
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The distributor's lists as they stand: `ReferenceData`. */
export const Reference = v.object({
  provider: v.string(),
  version: count,
  fetchedAt: count,
  lists: v.record(v.string(), v.array(entry)),
});

export const ReferenceVersions = v.object({
  versions: v.array(v.object({ version: count, fetchedAt: count, isCurrent: v.boolean() })),
});
export type ReferenceVersions = v.InferOutput<typeof ReferenceVersions>;

/** What changed from one version to another, per list. */
export const ReferenceDiff = v.object({
  from: count,
  to: count,
  lists: v.record(
    v.string(),
    v.object({
      added: v.array(entry),
      removed: v.array(entry),
      renamed: v.array(v.object({ id: v.string(), from: v.string(), to: v.string() })),
    }),
  ),
});
export type ReferenceDiff = v.InferOutput<typeof ReferenceDiff>;

export const ReferenceDiffQuery = v.object({
  from: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
  to: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
});
export const ReferenceRollback = v.object({ version: count });
