import * as v from 'valibot';
import type { Upload } from '@tus/server';
import { AppError } from '#contracts/errors/app-error.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { UploadMetadata } from '#contracts/http/uploads.ts';
import type { Orm } from '#server/db/open.ts';
import { findRecordingByHash } from '#server/db/recordings.ts';
import { reserveUpload } from '#server/db/uploads.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';

/** Room that is left on the disk for the database and everybody else, bytes. */
const SPARE_BYTES = 256 * 1024 * 1024;

interface AdmitOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly quotaBytes: number | null;
}

/**
 * Admits a new upload and promises it its room.
 *
 * @returns the metadata to keep: what the contract names and nothing else
 * @throws AppError `http.bad_request`, `http.conflict` (with the id of the recording that has these bytes),
 *   `upload.quota`, `http.unavailable` when the disk is full
 */
export async function admitUpload(
  upload: Upload,
  user: SessionUser,
  { orm, store, quotaBytes }: AdmitOptions,
): Promise<Record<string, string>> {
  const given = Object.entries(upload.metadata ?? {}).filter(([, value]) => value !== null);
  const parsed = v.safeParse(UploadMetadata, Object.fromEntries(given));
  if (!parsed.success) throw new AppError('http.bad_request', { field: v.getDotPath(parsed.issues[0]) ?? '' });
  const sizeBytes = upload.size ?? 0;
  if (sizeBytes < 1) throw new AppError('http.bad_request', { field: 'Upload-Length' });
  const { sha256, filename, title } = parsed.output;
  const known = await findRecordingByHash(orm, user.id, sha256);
  if (known) throw new AppError('http.conflict', { recordingId: known.id });
  const free = await store.freeBytes();
  if (free !== null && free < sizeBytes + SPARE_BYTES) throw new AppError('http.unavailable', { reason: 'disk' });
  const fileName = baseName(filename);
  const now = Date.now();
  const times = { createdAt: now, activeAt: now };
  const record = { id: upload.id, userId: user.id, sha256, sizeBytes, fileName, title, ...times, recordingId: null };
  if (!(await reserveUpload(orm, record, quotaBytes))) throw new AppError('upload.quota', { sizeBytes });
  return Object.fromEntries(Object.entries(parsed.output).filter(([, value]) => value !== ''));
}

/** A name for people and for `Content-Disposition`; it is never a path on the server, and not one on the client either. */
function baseName(filename: string): string {
  const name = filename.split(/[/\\]/).at(-1) ?? '';
  return name === '.' || name === '..' ? '' : name;
}
