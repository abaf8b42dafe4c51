import * as v from 'valibot';
import { releaseBundleSchema } from '../release/release.ts';

export const DELIVERIES_PATH = '/api/deliveries';
/** Largest cover, bytes. */
export const COVER_MAX_BYTES = 25_000_000;

/**
 * `queued` waits for its turn, `running` is being handed over, `processing` is with the distributor and its stores,
 * `delivered` and `takenDown` are ends, `failed` waits for somebody to repair what `failures` say.
 */
export const deliveryStates = ['queued', 'running', 'processing', 'delivered', 'takenDown', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryIntents = ['deliver', 'redeliver', 'takedown'] as const;
export type DeliveryIntent = (typeof deliveryIntents)[number];

export const stepStates = ['running', 'done', 'failed'] as const;
export type StepState = (typeof stepStates)[number];

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** One thing that the distributor refused. */
export const DeliveryFailure = v.object({
  /** The step in which it was refused, such as `asset:<track id>`. */
  step: text,
  /** Field in the distributor's words or ours; '' when it names none. */
  field: text,
  /** The distributor's code, known to us or not. */
  code: text,
  /** What it says about it, as it says it. */
  cause: text,
});
export type DeliveryFailure = v.InferOutput<typeof DeliveryFailure>;

export const StoreDelivery = v.object({
  store: text,
  name: text,
  state: v.picklist(['NOT_ADDED', 'PROCESSING', 'DELIVERED', 'CANCELLED', 'TAKEN_DOWN']),
  /** '' as long as there is none. */
  liveLink: text,
});
export type StoreDelivery = v.InferOutput<typeof StoreDelivery>;

export const Delivery = v.object({
  id,
  provider: text,
  releaseId: text,
  title: text,
  intent: v.picklist(deliveryIntents),
  state: v.picklist(deliveryStates),
  position: count,
  /** Id at the distributor, null before there is a product. */
  productId: v.nullable(text),
  upc: text,
  stores: v.array(StoreDelivery),
  failures: v.array(DeliveryFailure),
  createdAt: count,
  updatedAt: count,
});
export type Delivery = v.InferOutput<typeof Delivery>;

export const DeliveryStep = v.object({
  key: text,
  state: v.picklist(stepStates),
  attempts: count,
  /** Id at the distributor, or another result. */
  result: text,
  failures: v.array(DeliveryFailure),
  startedAt: count,
  endedAt: v.nullable(count),
  /** Milliseconds, all attempts together. */
  spentMs: count,
});
export type DeliveryStep = v.InferOutput<typeof DeliveryStep>;

export const DeliveryDetail = v.object({ ...Delivery.entries, steps: v.array(DeliveryStep) });
export type DeliveryDetail = v.InferOutput<typeof DeliveryDetail>;

/** `MirroredProduct`: a product as the distributor shows it now. */
export const ProductMirror = v.object({
  provider: text,
  productId: text,
  state: v.picklist(['PENDING', 'PUBLISHED', 'DELIVERED', 'TAKEN_DOWN', 'DELETED']),
  upc: text,
  volumes: v.number(),
  hasCover: v.boolean(),
  tracks: v.array(
    v.object({
      ...{ assetId: text, trackId: text, isrc: text, volume: v.number(), sequence: v.number() },
      ...{ hasAudio: v.boolean(), preorder: v.picklist(['standard', 'instantGratification', 'preorderOnly']) },
    }),
  ),
  deliveries: v.array(v.object({ store: text, state: StoreDelivery.entries.state })),
});

/** The queue of an account, first ones first. */
export const DeliveryQueue = v.object({ isPaused: v.boolean(), deliveries: v.array(Delivery) });
export type DeliveryQueue = v.InferOutput<typeof DeliveryQueue>;

/** Largest bundle, bytes of JSON: a thousand tracks with lyrics do not come in one release. */
export const BUNDLE_MAX_BYTES = 8_000_000;

/** A release to deliver. The same id again is the same delivery; a failed one takes the repaired release. */
export const DeliverRequest = v.object({
  id,
  bundle: releaseBundleSchema,
  /** Ids of the reference data's `stores`, at least one. */
  stores: v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.minLength(1), v.maxLength(500)),
});
export type DeliverRequest = v.InferOutput<typeof DeliverRequest>;

export const RedeliverRequest = v.object({ bundle: v.optional(releaseBundleSchema) });
export const QueueChange = v.object({
  isPaused: v.optional(v.boolean()),
  /** Ids of waiting deliveries in the order in which they shall run; the others follow. */
  order: v.optional(v.pipe(v.array(id), v.maxLength(10_000))),
});

/** What happened in one moment; `id` rises and is that of the event stream. */
export const DeliveryEvent = v.object({
  id: count,
  deliveryId: text,
  /** `state`, `step`, `part`, `stores`, `asked`, `account` … */
  kind: text,
  data: v.record(v.string(), v.union([v.string(), v.number()])),
  at: count,
});
export type DeliveryEvent = v.InferOutput<typeof DeliveryEvent>;

/** Figures over all recorded steps of an account. */
export const DeliveryStatistics = v.object({
  deliveries: v.record(v.string(), count),
  /** Per kind of step (`asset`, `audio` …): how many, how many attempts, how long. */
  steps: v.array(v.object({ kind: text, count, attempts: count, spentMs: count, meanMs: v.number(), maxMs: count })),
  /** Codes, most frequent first. */
  failures: v.array(v.object({ code: text, count })),
  /** From the first wish to the first time that all stores had it, milliseconds; over `count` deliveries. */
  lead: v.object({ count, medianMs: v.number(), maxMs: count }),
});
export type DeliveryStatistics = v.InferOutput<typeof DeliveryStatistics>;
