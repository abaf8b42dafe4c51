import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'; // prettier-ignore
import type { ReferenceEntry } from '#contracts/release/catalogue.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import type { DeliveryFailure, DeliveryIntent, DeliveryState, StepState, StoreDelivery } from '#contracts/http/deliveries.ts'; // prettier-ignore
import { user } from './schema.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const userId = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

/** Accounts at distributors. What signs in is sealed (AES-256-GCM, bound to user and provider). */
export const distributorAccounts = pgTable(
  'distributor_accounts',
  {
    userId: userId(),
    provider: text('provider').notNull(),
    /** Credentials and session, sealed. */
    sealed: text('sealed').notNull(),
    state: text('state').$type<'connected' | 'needsCode' | 'signedOut'>().notNull(),
    /** Whether its queue of deliveries rests. */
    isPaused: boolean('is_paused').notNull().default(false),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.provider] })],
);

/** Releases on their way to a distributor. */
export const deliveries = pgTable(
  'deliveries',
  {
    /** Made by the client, so that a request whose answer was lost can be sent again. */
    id: text('id').primaryKey(),
    userId: userId(),
    provider: text('provider').notNull(),
    releaseId: text('release_id').notNull(),
    title: text('title').notNull(),
    bundle: jsonb('bundle').$type<ReleaseBundle>().notNull(),
    stores: jsonb('stores').$type<string[]>().notNull(),
    intent: text('intent').$type<DeliveryIntent>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** Place in the queue, rising. */
    position: bigint('position', { mode: 'number' }).notNull(),
    /** Rises whenever something new is wanted: what is set is then set again. */
    round: integer('round').notNull().default(1),
    /** Runs of this round that ended because the distributor did not answer. */
    fruitless: integer('fruitless').notNull().default(0),
    /** Not looked at before. */
    notBefore: moment('not_before').notNull(),
    productId: text('product_id'),
    upc: text('upc').notNull().default(''),
    storeStates: jsonb('store_states').$type<StoreDelivery[]>().notNull(),
    failures: jsonb('failures').$type<DeliveryFailure[]>().notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('deliveries_user_release').on(table.userId, table.provider, table.releaseId),
    index('deliveries_queue').on(table.state, table.notBefore, table.position),
  ],
);

/** One row per effect at the distributor, written before it is asked for and after it answered. */
export const deliverySteps = pgTable(
  'delivery_steps',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => deliveries.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    state: text('state').$type<StepState>().notNull(),
    attempts: integer('attempts').notNull(),
    /** Id at the distributor, or another result. */
    result: text('result').notNull().default(''),
    /** What an interrupted upload goes on from. */
    upload: jsonb('upload').$type<{ session: string; sent: number[] }>(),
    failures: jsonb('failures').$type<DeliveryFailure[]>().notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
    /** Milliseconds of work, all attempts together. */
    spentMs: bigint('spent_ms', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.key] })],
);

/** What happened, in order: for those who watch, and as a record of who asked for what. */
export const deliveryEvents = pgTable(
  'delivery_events',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    userId: userId(),
    deliveryId: text('delivery_id').notNull(),
    kind: text('kind').notNull(),
    data: jsonb('data').$type<Readonly<Record<string, string | number>>>().notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('delivery_events_user').on(table.userId, table.id)],
);

/** Versions of a distributor's lists as an account saw them. */
export const referenceVersions = pgTable(
  'reference_versions',
  {
    userId: userId(),
    provider: text('provider').notNull(),
    version: integer('version').notNull(),
    lists: jsonb('lists').$type<Record<string, ReferenceEntry[]>>().notNull(),
    /** SHA-256 of the lists. */
    hash: text('hash').notNull(),
    fetchedAt: moment('fetched_at').notNull(),
    isCurrent: boolean('is_current').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.provider, table.version] })],
);
