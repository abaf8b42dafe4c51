import { idbSpool } from './idb.ts';
import { opfsSpool } from './opfs.ts';
import type { SpoolStore } from './store.ts';

/** The best place for a new spool in this browser. @thread dedicated worker */
export function bestSpool(): SpoolStore {
  return 'FileSystemSyncAccessHandle' in globalThis ? opfsSpool : idbSpool;
}

export const spoolOf = (backend: SpoolStore['backend']): SpoolStore => (backend === 'opfs' ? opfsSpool : idbSpool);

/** All spools on this device with their place, whether the journal knows them or not. */
export async function listSpools(): Promise<{ takeId: string; store: SpoolStore }[]> {
  const found = [];
  for (const store of [opfsSpool, idbSpool]) {
    // A browser without OPFS still has the other store.
    const ids = await store.list().catch(() => []);
    found.push(...ids.map((takeId) => ({ takeId, store })));
  }
  return found;
}

/** Bytes that the spool of a take occupies. */
export async function spoolBytes(store: SpoolStore, takeId: string): Promise<number> {
  let sum = 0;
  for (const segment of await store.segments(takeId)) sum += (await segment.open()).size;
  return sum;
}
