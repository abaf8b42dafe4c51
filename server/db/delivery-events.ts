import { and, asc, eq, gt, inArray, lt, max } from 'drizzle-orm';
import type { DeliveryEvent } from '#contracts/http/deliveries.ts';
import { deliveryEvents } from './delivery-schema.ts';
import type { Orm } from './open.ts';

type Data = Readonly<Record<string, string | number>>;

export async function addEvent(
  orm: Orm,
  delivery: { readonly id: string; readonly userId: string },
  kind: string,
  data: Data,
  now: number,
): Promise<void> {
  const { id: deliveryId, userId } = delivery;
  await orm.insert(deliveryEvents).values({ userId, deliveryId, kind, data, at: new Date(now) });
}

/** Events of a user after the one with id `after`, oldest first. */
export async function eventsAfter(orm: Orm, userId: string, after: number, limit = 200): Promise<DeliveryEvent[]> {
  const rows = await orm
    .select()
    .from(deliveryEvents)
    .where(and(eq(deliveryEvents.userId, userId), gt(deliveryEvents.id, after)))
    .orderBy(asc(deliveryEvents.id))
    .limit(limit);
  return rows.map(({ id, deliveryId, kind, data, at }) => ({ id, deliveryId, kind, data, at: at.getTime() }));
}

/** Id of a user's last event, 0 before the first. */
export async function lastEventId(orm: Orm, userId: string): Promise<number> {
  const [row] = await orm
    .select({ id: max(deliveryEvents.id) })
    .from(deliveryEvents)
    .where(eq(deliveryEvents.userId, userId));
  return row?.id ?? 0;
}

/** For each delivery that has been out: milliseconds from the first wish until all stores had it. */
export async function leadTimes(orm: Orm, userId: string): Promise<number[]> {
  const { deliveryId, kind, data, at, id } = deliveryEvents;
  const rows = await orm
    .select({ deliveryId, kind, data, at })
    .from(deliveryEvents)
    .where(and(eq(deliveryEvents.userId, userId), inArray(kind, ['asked', 'state'])))
    .orderBy(asc(id));
  const asked = new Map<string, number>();
  const leads = new Map<string, number>();
  for (const row of rows) {
    const began = asked.get(row.deliveryId);
    if (began === undefined) asked.set(row.deliveryId, row.at.getTime());
    else if (row.data['state'] === 'delivered' && !leads.has(row.deliveryId))
      leads.set(row.deliveryId, row.at.getTime() - began);
  }
  return [...leads.values()];
}

/** Forgets steps and parts of long ago; what somebody asked for and what became of it stays. */
export async function forgetOldEvents(orm: Orm, before: number): Promise<void> {
  for (const kind of ['step', 'part']) {
    await orm.delete(deliveryEvents).where(and(eq(deliveryEvents.kind, kind), lt(deliveryEvents.at, new Date(before))));
  }
}
