import type { BlobHash } from '#contracts/records/track.ts';
import type { Db } from '../db/open.ts';
import { isSampled } from '../sampler/bank.ts';

/** Whether a release, or an edit of one that can be taken back, refers to a blob. */
export async function isReleased(db: Db, hash: BlobHash): Promise<boolean> {
  if ((await db.getKeyFromIndex('releases', 'byFile', hash)) !== undefined) return true;
  return (await db.getKeyFromIndex('releaseSteps', 'byFile', hash)) !== undefined;
}

/** Whether anything refers to a blob: a track, a take that is sealed but has no track yet, a release, a pad. */
export async function isNeeded(db: Db, hash: BlobHash): Promise<boolean> {
  if ((await db.getKeyFromIndex('tracks', 'byHash', hash)) !== undefined) return true;
  if ((await db.getAll('takes')).some((take) => take.blobHash === hash)) return true;
  return (await isReleased(db, hash)) || isSampled(db, hash);
}
