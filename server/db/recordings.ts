import { and, desc, eq, lt, or, sql } from 'drizzle-orm';
import type { Recording } from '#contracts/http/recordings.ts';
import type { Orm } from './open.ts';
import { recordings } from './schema.ts';
import { concludeUpload } from './uploads.ts';

/** A recording with whose it is and where its bytes are. */
export interface RecordingRecord extends Recording {
  readonly userId: string;
  readonly storageKey: string;
}

type Row = typeof recordings.$inferSelect;

const toRecord = (row: Row): RecordingRecord => ({ ...row, createdAt: row.createdAt.getTime() });
const toRow = (record: RecordingRecord) => ({ ...record, createdAt: new Date(record.createdAt) });

/** What the owner of a recording may see of it. */
export function toRecording(record: RecordingRecord): Recording {
  const { id, sha256, sizeBytes, mimeType, fileName, title, createdAt } = record;
  return { id, sha256, sizeBytes, mimeType, fileName, title, createdAt };
}

export async function findRecording(orm: Orm, userId: string, id: string): Promise<RecordingRecord | null> {
  const [row] = await orm
    .select()
    .from(recordings)
    .where(and(eq(recordings.id, id), eq(recordings.userId, userId)));
  return row ? toRecord(row) : null;
}

export async function findRecordingByHash(orm: Orm, userId: string, sha256: string): Promise<RecordingRecord | null> {
  const [row] = await orm
    .select()
    .from(recordings)
    .where(and(eq(recordings.userId, userId), eq(recordings.sha256, sha256)));
  return row ? toRecord(row) : null;
}

/** Where a page begins: after this recording, newest first. */
export interface PageStart {
  readonly createdAt: number;
  readonly id: string;
}

/** A page of a user's recordings, newest first. */
export async function listRecordings(
  orm: Orm,
  userId: string,
  limit: number,
  after: PageStart | null,
): Promise<RecordingRecord[]> {
  const { createdAt, id } = recordings;
  const time = after && new Date(after.createdAt);
  const older = after && time ? or(lt(createdAt, time), and(eq(createdAt, time), lt(id, after.id))) : undefined;
  const rows = await orm
    .select()
    .from(recordings)
    .where(and(eq(recordings.userId, userId), older))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return rows.map(toRecord);
}

/** Inserts a recording unless its owner has one with these bytes, and concludes the upload it came from. */
export async function insertRecording(orm: Orm, record: RecordingRecord, uploadId: string | null): Promise<void> {
  await orm.transaction(async (tx) => {
    await tx.insert(recordings).values(toRow(record)).onConflictDoNothing();
    if (uploadId !== null) await concludeUpload(tx, uploadId, record.id);
  });
}

export async function deleteRecording(orm: Orm, id: string): Promise<void> {
  await orm.delete(recordings).where(eq(recordings.id, id));
}

/** Every recording, without loading all rows at once. */
export async function* allRecordings(orm: Orm): AsyncIterable<RecordingRecord> {
  const pageSize = 500;
  let after = '';
  for (;;) {
    const rows = await orm
      .select()
      .from(recordings)
      .where(sql`${recordings.id} > ${after}`)
      .orderBy(recordings.id)
      .limit(pageSize);
    yield* rows.map(toRecord);
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.id ?? '';
  }
}
