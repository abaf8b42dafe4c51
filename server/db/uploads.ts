import { and, eq, isNotNull, isNull, lt, sum } from 'drizzle-orm';
import type { Orm } from './open.ts';
import { recordings, uploads, user } from './schema.ts';

/** An upload. Times in epoch milliseconds. */
export interface UploadRecord {
  readonly id: string;
  readonly userId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly fileName: string;
  readonly title: string;
  readonly createdAt: number;
  readonly activeAt: number;
  /** What it became; null while it is unfinished. */
  readonly recordingId: string | null;
}

/** What a user's recordings take and what unfinished uploads have been promised, bytes. */
export interface Usage {
  readonly usedBytes: number;
  readonly reservedBytes: number;
}

type Row = typeof uploads.$inferSelect;

const toRecord = (row: Row): UploadRecord => ({
  ...row,
  createdAt: row.createdAt.getTime(),
  activeAt: row.activeAt.getTime(),
});

export async function findUpload(orm: Orm, id: string): Promise<UploadRecord | null> {
  const [row] = await orm.select().from(uploads).where(eq(uploads.id, id));
  return row ? toRecord(row) : null;
}

export async function usageOf(orm: Orm, userId: string): Promise<Usage> {
  const [used] = await orm
    .select({ bytes: sum(recordings.sizeBytes) })
    .from(recordings)
    .where(eq(recordings.userId, userId));
  const [reserved] = await orm
    .select({ bytes: sum(uploads.sizeBytes) })
    .from(uploads)
    .where(and(eq(uploads.userId, userId), isNull(uploads.recordingId)));
  return { usedBytes: Number(used?.bytes ?? 0), reservedBytes: Number(reserved?.bytes ?? 0) };
}

/**
 * Promises room to an upload.
 *
 * @param quotaBytes null without a limit
 * @returns false when the user has not so much left; uploads begun at the same moment are counted one by one
 */
export async function reserveUpload(orm: Orm, upload: UploadRecord, quotaBytes: number | null): Promise<boolean> {
  return orm.transaction(async (tx) => {
    await tx.select({ id: user.id }).from(user).where(eq(user.id, upload.userId)).for('update');
    const { usedBytes, reservedBytes } = await usageOf(tx, upload.userId);
    if (quotaBytes !== null && usedBytes + reservedBytes + upload.sizeBytes > quotaBytes) return false;
    const times = { createdAt: new Date(upload.createdAt), activeAt: new Date(upload.activeAt) };
    await tx.insert(uploads).values({ ...upload, ...times });
    return true;
  });
}

/** Notes that bytes have arrived. */
export async function touchUpload(orm: Orm, id: string, now: number): Promise<void> {
  await orm
    .update(uploads)
    .set({ activeAt: new Date(now) })
    .where(eq(uploads.id, id));
}

export async function deleteUpload(orm: Orm, id: string): Promise<void> {
  await orm.delete(uploads).where(eq(uploads.id, id));
}

/** Remembers what an upload became; it reserves nothing from now on. */
export async function concludeUpload(orm: Orm, id: string, recordingId: string): Promise<void> {
  await orm.update(uploads).set({ recordingId }).where(eq(uploads.id, id));
}

/** Forgets finished uploads that nobody asked about since `before` (epoch milliseconds). */
export async function forgetFinished(orm: Orm, before: number): Promise<void> {
  await orm.delete(uploads).where(and(lt(uploads.activeAt, new Date(before)), isNotNull(uploads.recordingId)));
}

/** Ids of unfinished uploads to which no byte came since `before` (epoch milliseconds). */
export async function staleUploads(orm: Orm, before: number): Promise<string[]> {
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(lt(uploads.activeAt, new Date(before)), isNull(uploads.recordingId)));
  return rows.map((row) => row.id);
}
