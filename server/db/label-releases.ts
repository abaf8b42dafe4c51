import { and, desc, eq } from 'drizzle-orm';
import type { SharedRelease, SharedReleaseDetail } from '#contracts/http/labels.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { labelReleases } from './label-schema.ts';
import type { Orm } from './open.ts';
import { user } from './schema.ts';

const { labelId: label, releaseId, title, revision, updatedAt } = labelReleases;
const about = { releaseId, title, revision, updatedBy: user.name, updatedAt };
const one = (labelId: string, id: string) => and(eq(label, labelId), eq(releaseId, id));

const toShared = <T extends { updatedBy: string | null; updatedAt: Date }>(row: T) => ({
  ...row,
  updatedBy: row.updatedBy ?? '',
  updatedAt: row.updatedAt.getTime(),
});

/** Releases that a label shares, last changed first. */
export async function listShared(orm: Orm, labelId: string): Promise<SharedRelease[]> {
  const rows = await orm
    .select(about)
    .from(labelReleases)
    .leftJoin(user, eq(user.id, labelReleases.updatedBy))
    .where(eq(label, labelId))
    .orderBy(desc(updatedAt), desc(releaseId));
  return rows.map(toShared);
}

export async function findShared(orm: Orm, labelId: string, id: string): Promise<SharedReleaseDetail | null> {
  const [row] = await orm
    .select({ ...about, bundle: labelReleases.bundle })
    .from(labelReleases)
    .leftJoin(user, eq(user.id, labelReleases.updatedBy))
    .where(one(labelId, id));
  return row ? toShared(row) : null;
}

interface Share {
  readonly labelId: string;
  readonly userId: string;
  readonly bundle: ReleaseBundle;
  /** The one that the change began with; 0 for a new one. */
  readonly revision: number;
}

/** Writes a release. @returns false when somebody else has changed it in between */
export async function saveShared(orm: Orm, share: Share, now: number): Promise<boolean> {
  const { labelId, userId, bundle } = share;
  const { release } = bundle;
  const row = {
    title: release.title,
    bundle,
    revision: share.revision + 1,
    updatedBy: userId,
    updatedAt: new Date(now),
  };
  const written =
    share.revision === 0
      ? await orm
          .insert(labelReleases)
          .values({ ...row, labelId, releaseId: release.id })
          .onConflictDoNothing()
          .returning({ revision })
      : await orm
          .update(labelReleases)
          .set(row)
          .where(and(one(labelId, release.id), eq(revision, share.revision)))
          .returning({ revision });
  return written.length > 0;
}

/** @returns false when there is none of that id */
export async function removeShared(orm: Orm, labelId: string, id: string): Promise<boolean> {
  return (await orm.delete(labelReleases).where(one(labelId, id)).returning({ releaseId })).length > 0;
}
