import { and, asc, eq, getTableColumns, inArray, lte, max, min, notInArray, or, sql } from 'drizzle-orm';
import type {
  Delivery,
  DeliveryFailure,
  DeliveryIntent,
  DeliveryState,
  StoreDelivery,
} from '#contracts/http/deliveries.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import type { Orm } from './open.ts';
import { deliveries, distributorAccounts } from './delivery-schema.ts';
import { addEvent } from './delivery-events.ts';

/** A delivery with what is to be delivered. Times in epoch milliseconds. */
export interface DeliveryRecord extends Omit<Delivery, 'stores'> {
  readonly userId: string;
  readonly bundle: ReleaseBundle;
  /** Ids of the stores that are wanted. */
  readonly stores: readonly string[];
  readonly storeStates: readonly StoreDelivery[];
  readonly round: number;
  readonly fruitless: number;
  readonly notBefore: number;
}

type Row = typeof deliveries.$inferSelect;

const toRecord = (row: Row): DeliveryRecord => ({
  ...row,
  notBefore: row.notBefore.getTime(),
  createdAt: row.createdAt.getTime(),
  updatedAt: row.updatedAt.getTime(),
});

/** What its owner may see of a delivery. */
export function toDelivery(record: DeliveryRecord): Delivery {
  const { id, provider, releaseId, title, intent, state, position, productId, upc } = record;
  const { storeStates, failures, createdAt, updatedAt } = record;
  const about = { id, provider, releaseId, title, intent, state, position, productId, upc };
  return { ...about, stores: [...storeStates], failures, createdAt, updatedAt };
}

interface Wish {
  readonly id: string;
  readonly userId: string;
  /** Who asks for it. */
  readonly by: string;
  readonly provider: string;
  readonly bundle: ReleaseBundle;
  readonly stores: readonly string[];
}

/** Puts a delivery at the end of the queue, unless there is one with this id. */
export async function insertDelivery(orm: Orm, wish: Wish, now: number): Promise<void> {
  await orm.transaction(async (tx) => {
    const [last] = await tx
      .select({ position: max(deliveries.position) })
      .from(deliveries)
      .where(eq(deliveries.userId, wish.userId));
    const at = new Date(now);
    const { by, ...row } = wish;
    const { release } = wish.bundle;
    const inserted = await tx
      .insert(deliveries)
      .values({
        ...{ ...row, stores: [...wish.stores], releaseId: release.id, title: release.title },
        ...{ intent: 'deliver', state: 'queued', position: Number(last?.position ?? 0) + 1, notBefore: at },
        ...{ storeStates: [], failures: [], createdAt: at, updatedAt: at },
      })
      .onConflictDoNothing()
      .returning({ id: deliveries.id });
    if (inserted.length > 0) await addEvent(tx, wish, 'asked', { intent: 'deliver', by }, now);
  });
}

const owned = (userId: string, id: string) => and(eq(deliveries.userId, userId), eq(deliveries.id, id));

export async function findDelivery(orm: Orm, userId: string, id: string): Promise<DeliveryRecord | null> {
  const [row] = await orm.select().from(deliveries).where(owned(userId, id));
  return row ? toRecord(row) : null;
}

export async function findDeliveryOfRelease(
  orm: Orm,
  userId: string,
  provider: string,
  releaseId: string,
): Promise<DeliveryRecord | null> {
  const { userId: owner, provider: of, releaseId: release } = deliveries;
  const [row] = await orm
    .select()
    .from(deliveries)
    .where(and(eq(owner, userId), eq(of, provider), eq(release, releaseId)));
  return row ? toRecord(row) : null;
}

/** All deliveries of a user in the order of the queue. */
export async function listDeliveries(orm: Orm, userId: string): Promise<DeliveryRecord[]> {
  const rows = await orm
    .select()
    .from(deliveries)
    .where(eq(deliveries.userId, userId))
    .orderBy(asc(deliveries.position), asc(deliveries.id));
  return rows.map(toRecord);
}

/** What may run: accounts that are connected; while a queue rests, only what is with the stores already. */
const ready = (provider: string) =>
  and(
    eq(deliveries.provider, provider),
    eq(distributorAccounts.state, 'connected'),
    or(
      eq(deliveries.state, 'processing'),
      and(eq(deliveries.state, 'queued'), eq(distributorAccounts.isPaused, false)),
    ),
  );
const itsAccount = and(
  eq(distributorAccounts.userId, deliveries.userId),
  eq(distributorAccounts.provider, deliveries.provider),
);

/** Of each account's queue the first delivery whose time has come. */
export async function firstDue(orm: Orm, provider: string, now: number): Promise<DeliveryRecord[]> {
  const rows = await orm
    .selectDistinctOn([deliveries.userId], getTableColumns(deliveries))
    .from(deliveries)
    .innerJoin(distributorAccounts, itsAccount)
    .where(and(ready(provider), lte(deliveries.notBefore, new Date(now))))
    .orderBy(asc(deliveries.userId), asc(deliveries.position), asc(deliveries.createdAt));
  return rows.map(toRecord);
}

/**
 * When the next of them is due, epoch milliseconds; null when none waits.
 *
 * @param except users who are not looked at
 */
export async function nextDue(orm: Orm, provider: string, except: readonly string[]): Promise<number | null> {
  const [row] = await orm
    .select({ at: min(deliveries.notBefore) })
    .from(deliveries)
    .innerJoin(distributorAccounts, itsAccount)
    .where(and(ready(provider), except.length === 0 ? undefined : notInArray(deliveries.userId, [...except])));
  return row?.at?.getTime() ?? null;
}

interface Change {
  readonly state?: DeliveryState;
  readonly notBefore?: number;
  readonly fruitless?: number;
  readonly productId?: string;
  readonly upc?: string;
  readonly storeStates?: readonly StoreDelivery[];
  readonly failures?: readonly DeliveryFailure[];
}

/** Changes a delivery; a new state is told to those who watch. */
export async function changeDelivery(orm: Orm, one: DeliveryRecord, change: Change, now: number): Promise<void> {
  const { notBefore, storeStates, failures, ...rest } = change;
  const set = {
    ...rest,
    ...(notBefore === undefined ? {} : { notBefore: new Date(notBefore) }),
    ...(storeStates === undefined ? {} : { storeStates: [...storeStates] }),
    ...(failures === undefined ? {} : { failures: [...failures] }),
    updatedAt: new Date(now),
  };
  await orm.update(deliveries).set(set).where(eq(deliveries.id, one.id));
  if (change.state !== undefined) await addEvent(orm, one, 'state', { state: change.state }, now);
  else if (storeStates) await addEvent(orm, one, 'stores', { stores: storeStates.length }, now);
}

/**
 * Begins a new round of a delivery: what is set is set again, what was made is kept.
 *
 * @param from states in which this is allowed
 * @returns false when it was in another one
 */
export async function newRound(
  orm: Orm,
  one: DeliveryRecord,
  wish: {
    readonly intent: DeliveryIntent;
    /** Who asks for it. */
    readonly by: string;
    readonly bundle?: ReleaseBundle;
    readonly stores?: readonly string[];
  },
  from: readonly DeliveryState[],
  now: number,
): Promise<boolean> {
  return orm.transaction(async (tx) => {
    const changed = await tx
      .update(deliveries)
      .set({
        intent: wish.intent,
        ...(wish.bundle ? { bundle: wish.bundle, title: wish.bundle.release.title } : {}),
        ...(wish.stores ? { stores: [...wish.stores] } : {}),
        ...{ state: 'queued', fruitless: 0, failures: [], notBefore: new Date(now), updatedAt: new Date(now) },
        round: sql`${deliveries.round} + 1`,
      })
      .where(and(owned(one.userId, one.id), inArray(deliveries.state, [...from])))
      .returning({ id: deliveries.id });
    if (changed.length > 0) await addEvent(tx, one, 'asked', { intent: wish.intent, by: wish.by }, now);
    return changed.length > 0;
  });
}

/** Puts the waiting deliveries `ids` of a user in this order at the front. */
export async function orderDeliveries(orm: Orm, userId: string, ids: readonly string[]): Promise<void> {
  await orm.transaction(async (tx) => {
    const all = await listDeliveries(tx, userId);
    const rank = new Map(ids.map((id, index) => [id, index]));
    const last = ids.length;
    const sorted = all.toSorted(
      (a, b) => (rank.get(a.id) ?? last) - (rank.get(b.id) ?? last) || a.position - b.position,
    );
    for (const [index, one] of sorted.entries()) {
      if (one.position === index + 1) continue;
      await tx
        .update(deliveries)
        .set({ position: index + 1 })
        .where(eq(deliveries.id, one.id));
    }
  });
}

/** What was being handed over when the server ended goes back into the queue. */
export async function requeueInterrupted(orm: Orm): Promise<void> {
  await orm.update(deliveries).set({ state: 'queued' }).where(eq(deliveries.state, 'running'));
}

export async function deleteDelivery(orm: Orm, userId: string, id: string): Promise<void> {
  await orm.delete(deliveries).where(owned(userId, id));
}
