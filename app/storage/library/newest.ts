import type { Track } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';

/** The tracks that were added last, newest first, without those in the bin; and how many there are in all. */
export async function listNewest(limit: number): Promise<{ tracks: Track[]; total: number }> {
  const db = await openDb();
  const tx = db.transaction('tracks', 'readonly');
  const tracks: Track[] = [];
  let total = 0;
  let cursor = await tx.store.index('byAdded').openCursor(null, 'prev');
  while (cursor) {
    if (cursor.value.deletedAt === null) {
      if (total < limit) tracks.push(cursor.value);
      total += 1;
    }
    cursor = await cursor.continue();
  }
  return { tracks, total };
}
