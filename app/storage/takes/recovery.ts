import type { Take } from '#contracts/records/take.ts';
import { listSpools, spoolBytes, spoolOf } from '../spool/spools.ts';
import type { SpoolStore } from '../spool/store.ts';
import { deleteTake, getTake, listTakes, putTake } from './journal.ts';
import { withFreeTake } from './locks.ts';
import { scanTake, takeFromScan } from './read.ts';
import { freeSpool } from './seal.ts';

/**
 * Finds the takes that a crash, a full disk or a cut-off sealing left open, from the journal and from the spools alone,
 * and brings their rows up to what the spools prove. Takes that any tab is recording or sealing are left out. Running
 * it again finds the same.
 *
 * @thread dedicated worker
 */
export async function listOpenTakes(): Promise<Take[]> {
  const spools = new Map((await listSpools()).map(({ takeId, store }) => [takeId, store]));
  for (const { id, backend } of await listTakes()) if (!spools.has(id)) spools.set(id, spoolOf(backend));
  const takes: Take[] = [];
  for (const [id, store] of spools) {
    const take = await withFreeTake(id, () => examine(id, store));
    if (take) takes.push(take);
  }
  return takes.toSorted((a, b) => a.startedAt - b.startedAt);
}

async function examine(takeId: string, store: SpoolStore): Promise<Take | null> {
  const row = await getTake(takeId);
  if (row?.state === 'binned') return null;
  if (row?.state === 'sealed') return tidySealed(row, store);
  const scan = await scanTake(store, takeId);
  if (scan.frames === 0 && scan.badBytes === 0) {
    // Killed before the first frame, or the spool is gone: there is nothing to give back.
    await store.remove(takeId);
    if (row) await deleteTake(takeId);
    return null;
  }
  const found = takeFromScan(scan, row);
  if (found === null) return null;
  const take: Take = { ...found, state: 'stopped' };
  if (JSON.stringify(take) !== JSON.stringify(row)) await putTake(take);
  return take;
}

/** Finishes the removal that a crash cut off. */
async function tidySealed(row: Take, store: SpoolStore): Promise<null> {
  const isGone = (await store.segments(row.id)).length === 0;
  if (row.spoolDisposable || isGone) await freeSpool(row.id, row.backend);
  return null;
}

/** A take in the bin, or the source of a recovered one; `take` is null for a spool that nothing can read. */
export interface KeptSource {
  readonly takeId: string;
  readonly take: Take | null;
  readonly backend: Take['backend'];
  readonly bytes: number;
}

/** What recovery keeps on disk until the user lets it go, newest first. */
export async function listKeptSources(): Promise<KeptSource[]> {
  const rows = new Map((await listTakes()).map((take) => [take.id, take]));
  const kept: KeptSource[] = [];
  for (const { takeId, store } of await listSpools()) {
    const take = rows.get(takeId) ?? null;
    if (take && take.state !== 'binned' && take.state !== 'sealed') continue;
    const bytes = await withFreeTake(takeId, () => spoolBytes(store, takeId));
    if (bytes !== null) kept.push({ takeId, take, backend: store.backend, bytes });
  }
  return kept.toSorted((a, b) => (b.take?.startedAt ?? 0) - (a.take?.startedAt ?? 0));
}
