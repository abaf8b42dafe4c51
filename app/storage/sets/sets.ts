import type { SetEntry, SetRow } from '#contracts/records/set.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { tryHold, type HeldLock } from '../takes/locks.ts';

/** Most entries of one row of the log. */
const BATCH = 2000;

const setLock = (setId: string) => `set:${setId}`;

/** Held by the page in which a set runs; null when another page holds it. */
export const holdSet = (setId: string): Promise<HeldLock | null> => tryHold(setLock(setId));

/** Writes a new set. The caller holds it ({@link holdSet}) for as long as it runs. */
export async function createSet(row: SetRow): Promise<void> {
  const tx = (await openDb()).transaction('sets', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.add(row), tx.done]);
  emitStorageEvent({ type: 'sets', ids: [row.id] });
}

/** All sets, those in the bin included, newest first. */
export async function listSets(): Promise<SetRow[]> {
  return (await (await openDb()).getAllFromIndex('sets', 'byStarted')).reverse();
}

export async function getSet(id: string): Promise<SetRow | undefined> {
  return (await openDb()).get('sets', id);
}

/** The log of one version, in order. */
export async function readSetLog(setId: string, version: number): Promise<SetEntry[]> {
  const range = IDBKeyRange.bound([setId, version], [setId, version, []]);
  return (await (await openDb()).getAll('setLog', range)).flatMap(({ entries }) => entries);
}

async function change(id: string, edit: (row: SetRow) => SetRow): Promise<SetRow | undefined> {
  const tx = (await openDb()).transaction('sets', 'readwrite', { durability: 'strict' });
  const row = await tx.store.get(id);
  const next = row && edit(row);
  if (next) await tx.store.put(next);
  await tx.done;
  if (next) emitStorageEvent({ type: 'sets', ids: [id] });
  return next;
}

export const renameSet = (id: string, name: string) => change(id, (row) => ({ ...row, name }));

/** Says that a set is over. */
export const finishSet = (id: string, endFrame: number, endedAt: number) =>
  change(id, (row) => ({ ...row, endFrame: Math.max(row.firstFrame, endFrame), endedAt }));

/**
 * Writes an edited log beside the ones there are and puts it in force.
 *
 * @returns the row after it, or undefined when there is no such set
 */
export async function addSetVersion(id: string, entries: readonly SetEntry[]): Promise<SetRow | undefined> {
  const tx = (await openDb()).transaction(['sets', 'setLog'], 'readwrite', { durability: 'strict' });
  const row = await tx.objectStore('sets').get(id);
  if (!row) {
    await tx.done;
    return undefined;
  }
  const version = Math.max(...row.versions.map((one) => one.version)) + 1;
  const next = { ...row, version, versions: [...row.versions, { version, createdAt: Date.now() }] };
  const log = tx.objectStore('setLog');
  for (let at = 0, sequence = 0; at < entries.length; at += BATCH, sequence++) {
    await log.put({ setId: id, version, sequence, entries: entries.slice(at, at + BATCH) });
  }
  await Promise.all([tx.objectStore('sets').put(next), tx.done]);
  emitStorageEvent({ type: 'sets', ids: [id] });
  return next;
}

/** Puts another of the versions in force. */
export const chooseSetVersion = (id: string, version: number) =>
  change(id, (row) => (row.versions.some((one) => one.version === version) ? { ...row, version } : row));

export const binSet = (id: string) => change(id, (row) => ({ ...row, deletedAt: row.deletedAt ?? Date.now() }));

export const restoreSet = (id: string) => change(id, (row) => ({ ...row, deletedAt: null }));

/** Removes a set and all of its log for good. */
export async function purgeSet(id: string): Promise<void> {
  const tx = (await openDb()).transaction(['sets', 'setLog'], 'readwrite', { durability: 'strict' });
  await Promise.all([
    tx.objectStore('sets').delete(id),
    tx.objectStore('setLog').delete(IDBKeyRange.bound([id], [id, []])),
    tx.done,
  ]);
  emitStorageEvent({ type: 'sets', ids: [id] });
}

/**
 * Ends the sets that a killed browser left running: they are whole up to their last written second. Those that another
 * page is writing are left alone.
 *
 * @returns ids of the sets that were ended
 */
export async function recoverSets(): Promise<string[]> {
  const ended: string[] = [];
  for (const { id, endedAt, startedAt, firstFrame, endFrame, sampleRate } of await listSets()) {
    if (endedAt !== null) continue;
    const lock = await holdSet(id);
    if (!lock) continue;
    if (endFrame === firstFrame) await purgeSet(id);
    else {
      await finishSet(id, endFrame, startedAt + ((endFrame - firstFrame) / sampleRate) * 1000);
      ended.push(id);
    }
    lock.release();
  }
  return ended;
}
