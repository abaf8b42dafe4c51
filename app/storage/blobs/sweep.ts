/// <reference path="../opfs.d.ts" />
import { openDb } from '../db/open.ts';
import { isNeeded } from './needed.ts';

/** Between the making of a half-written file and its lock: as long as a busy machine may need. */
const OPENING_MS = 60 * 1000;
/** An import needs far less than this between its last byte and its track row. */
const GRACE_MS = 60 * 60 * 1000;

/**
 * Removes what a killed browser left: half-written files, and whole files that never became a track and are in no
 * release, or are no longer. Files that another tab is writing are locked and stay.
 *
 * @returns the number of bytes given back
 * @thread any
 */
export async function sweepBlobs(now = Date.now()): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('blobs', { create: true });
  const db = await openDb();
  let freed = 0;
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind !== 'file') continue;
    const file = await (handle as FileSystemFileHandle).getFile();
    const isPart = name.endsWith('.part') && now - file.lastModified > OPENING_MS;
    const isOrphan = !name.endsWith('.part') && now - file.lastModified > GRACE_MS && !(await isNeeded(db, name));
    if (!isPart && !isOrphan) continue;
    const size = file.size;
    freed += await folder.removeEntry(name).then(
      () => size,
      () => 0,
    );
  }
  return freed;
}
