import type { StoredReference } from '#contracts/records/reference.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** Settings key that is told changed when the lists were. */
export const REFERENCE_KEY = 'distribution.reference';

/** The distributor's lists that were read last on this device, without a network too. */
export async function getReference(): Promise<StoredReference | undefined> {
  const [first] = await (await openDb()).getAll('references');
  return first;
}

/** Keeps the lists in place of those before. */
export async function putReference(reference: StoredReference): Promise<void> {
  const tx = (await openDb()).transaction('references', 'readwrite');
  await Promise.all([tx.store.clear(), tx.store.put(reference), tx.done]);
  emitStorageEvent({ type: 'settings', key: REFERENCE_KEY });
}

/** Forgets the lists: their account is no longer connected here. */
export async function clearReference(): Promise<void> {
  await (await openDb()).clear('references');
  emitStorageEvent({ type: 'settings', key: REFERENCE_KEY });
}
