import type { Take } from '#contracts/records/take.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { storageFailure } from '../failure.ts';

/** Fields of a take that change while it lives. */
export type TakePatch = Partial<Omit<Take, 'id' | 'backend' | 'sampleRate' | 'channels' | 'bitDepth' | 'startedAt'>>;

/** Writes a whole row. Its loss would lose nothing: the spool tells the same. */
export async function putTake(take: Take): Promise<void> {
  try {
    const tx = (await openDb()).transaction('takes', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.put(take), tx.done]);
  } catch (error) {
    throw storageFailure(error);
  }
  emitStorageEvent({ type: 'takes', ids: [take.id] });
}

/** Changes fields of one take and returns the new row, or undefined when there is none. */
export async function updateTake(id: string, patch: TakePatch): Promise<Take | undefined> {
  const tx = (await openDb()).transaction('takes', 'readwrite', { durability: 'strict' });
  const take = await tx.store.get(id);
  if (!take) return undefined;
  const next = { ...take, ...patch };
  try {
    await Promise.all([tx.store.put(next), tx.done]);
  } catch (error) {
    throw storageFailure(error);
  }
  emitStorageEvent({ type: 'takes', ids: [id] });
  return next;
}

export async function getTake(id: string): Promise<Take | undefined> {
  return (await openDb()).get('takes', id);
}

/** All takes, oldest first. */
export async function listTakes(): Promise<Take[]> {
  return (await openDb()).getAllFromIndex('takes', 'byStarted');
}

export async function deleteTake(id: string): Promise<void> {
  await (await openDb()).delete('takes', id);
  emitStorageEvent({ type: 'takes', ids: [id] });
}
