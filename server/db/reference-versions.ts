import { and, desc, eq, lt, max } from 'drizzle-orm';
import type { ReferenceEntry } from '#contracts/release/catalogue.ts';
import { referenceVersions } from './delivery-schema.ts';
import type { Orm } from './open.ts';

/** One version of a distributor's lists. */
export interface ReferenceRecord {
  readonly version: number;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  readonly isCurrent: boolean;
  readonly hash: string;
  readonly lists: Readonly<Record<string, readonly ReferenceEntry[]>>;
}

const VERSIONS_KEPT = 30;

type Row = typeof referenceVersions.$inferSelect;

const toRecord = ({ version, fetchedAt, isCurrent, hash, lists }: Row): ReferenceRecord => ({
  ...{ version, fetchedAt: fetchedAt.getTime(), isCurrent, hash, lists },
});
const of = (userId: string, provider: string) =>
  and(eq(referenceVersions.userId, userId), eq(referenceVersions.provider, provider));

export async function currentReference(orm: Orm, userId: string, provider: string): Promise<ReferenceRecord | null> {
  const [row] = await orm
    .select()
    .from(referenceVersions)
    .where(and(of(userId, provider), eq(referenceVersions.isCurrent, true)));
  return row ? toRecord(row) : null;
}

export async function findReference(
  orm: Orm,
  userId: string,
  provider: string,
  version: number,
): Promise<ReferenceRecord | null> {
  const [row] = await orm
    .select()
    .from(referenceVersions)
    .where(and(of(userId, provider), eq(referenceVersions.version, version)));
  return row ? toRecord(row) : null;
}

/** All versions without their lists, newest first. */
export async function listReferences(orm: Orm, userId: string, provider: string) {
  const { version, fetchedAt, isCurrent } = referenceVersions;
  const rows = await orm
    .select({ version, fetchedAt, isCurrent })
    .from(referenceVersions)
    .where(of(userId, provider))
    .orderBy(desc(version));
  return rows.map((row) => ({ ...row, fetchedAt: row.fetchedAt.getTime() }));
}

/** Adds a version and makes it the current one; the oldest beyond thirty go. */
export async function addReference(
  orm: Orm,
  userId: string,
  provider: string,
  found: Pick<ReferenceRecord, 'hash' | 'lists' | 'fetchedAt'>,
): Promise<void> {
  await orm.transaction(async (tx) => {
    const [last] = await tx
      .select({ version: max(referenceVersions.version) })
      .from(referenceVersions)
      .where(of(userId, provider));
    const version = (last?.version ?? 0) + 1;
    const lists = Object.fromEntries(Object.entries(found.lists).map(([name, list]) => [name, [...list]]));
    await tx.update(referenceVersions).set({ isCurrent: false }).where(of(userId, provider));
    const { hash } = found;
    const fetchedAt = new Date(found.fetchedAt);
    await tx.insert(referenceVersions).values({ userId, provider, version, lists, hash, fetchedAt, isCurrent: true });
    await tx
      .delete(referenceVersions)
      .where(and(of(userId, provider), lt(referenceVersions.version, version - VERSIONS_KEPT + 1)));
  });
}

/** Notes that the current version still holds. */
export async function confirmReference(orm: Orm, userId: string, provider: string, now: number): Promise<void> {
  await orm
    .update(referenceVersions)
    .set({ fetchedAt: new Date(now) })
    .where(and(of(userId, provider), eq(referenceVersions.isCurrent, true)));
}

/** Makes an older version the current one. @returns false when there is none of that number */
export async function rollBackReference(orm: Orm, userId: string, provider: string, version: number): Promise<boolean> {
  return orm.transaction(async (tx) => {
    if (!(await findReference(tx, userId, provider, version))) return false;
    await tx.update(referenceVersions).set({ isCurrent: false }).where(of(userId, provider));
    await tx
      .update(referenceVersions)
      .set({ isCurrent: true })
      .where(and(of(userId, provider), eq(referenceVersions.version, version)));
    return true;
  });
}
