import type { Play } from '#contracts/records/list.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** Writes that a track has begun to be heard; {@link updatePlay} tells how long. */
export async function beginPlay(play: Omit<Play, 'id'>): Promise<Play> {
  const row: Play = { ...play, id: crypto.randomUUID() };
  const tx = (await openDb()).transaction('plays', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.put(row), tx.done]);
  emitStorageEvent({ type: 'plays', trackId: row.trackId });
  return row;
}

/** Tells how long a play has been heard by now. To be called every few seconds, so that a crash loses no more. */
export async function updatePlay(id: string, heardSec: number): Promise<void> {
  const tx = (await openDb()).transaction('plays', 'readwrite');
  const row = await tx.store.get(id);
  if (row) await tx.store.put({ ...row, heardSec });
  await tx.done;
}

/** All plays, oldest first. */
export async function listPlays(): Promise<Play[]> {
  return (await openDb()).getAllFromIndex('plays', 'byStarted');
}
