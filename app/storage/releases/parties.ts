import type { Party } from '#contracts/release/release.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** Artists, people, labels and publishers of the catalogue. */
export async function listParties(): Promise<Party[]> {
  return (await openDb()).getAll('parties');
}

/** Writes parties, new ones and changed ones. */
export async function putParties(parties: readonly Party[]): Promise<void> {
  if (parties.length === 0) return;
  const tx = (await openDb()).transaction('parties', 'readwrite', { durability: 'strict' });
  await Promise.all([...parties.map((party) => tx.store.put(party)), tx.done]);
  emitStorageEvent({ type: 'parties', ids: parties.map(({ id }) => id) });
}
