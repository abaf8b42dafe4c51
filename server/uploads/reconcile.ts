import type { SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import { allRecordings, deleteRecording, insertRecording, type RecordingRecord } from '#server/db/recordings.ts';
import { listUsers } from '#server/db/users.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { besides, readSidecar, RECORDINGS, removeStored, toRecordOf, writeSidecar } from './sidecar.ts';

const DAY_MS = 86_400_000;

/** What bringing the database and the object store together came to. */
export interface Reconciled {
  /** Rows made again from sidecars. */
  restored: number;
  /** Rows whose bytes are gone. */
  dropped: number;
  /** Sidecars made again. */
  rewritten: number;
  /** Objects of a kept upload that was never finished. */
  swept: number;
  /** Recordings whose account is unknown; they stay where they are. */
  ownerless: number;
  /** Sidecars that cannot be understood. */
  unreadable: number;
}

/**
 * Brings the rows of the database and the objects of the store to the same state, at the start, before any request.
 * The objects are the truth: a sidecar without a row becomes one, a row without bytes goes. Doing it again changes nothing.
 */
export async function reconcile(orm: Orm, store: ObjectStore, now = Date.now()): Promise<Reconciled> {
  const result: Reconciled = { restored: 0, dropped: 0, rewritten: 0, swept: 0, ownerless: 0, unreadable: 0 };
  const { objects, sidecars } = await listStored(store);
  const emails = new Map((await listUsers(orm)).map((user) => [user.id, user.email]));
  const kept = new Set<string>();
  for await (const row of allRecordings(orm)) {
    kept.add(row.storageKey);
    if (!objects.has(row.storageKey)) {
      await deleteRecording(orm, row.id);
      result.dropped += 1;
    } else if (!sidecars.has(row.storageKey)) {
      await writeSidecar(store, row, emails.get(row.userId) ?? '');
      result.rewritten += 1;
    }
  }
  for (const key of sidecars) {
    if (kept.has(key) || !objects.has(key)) continue;
    const sidecar = await readSidecar(store, key);
    if (!sidecar) result.unreadable += 1;
    else if (!emails.has(sidecar.ownerId)) result.ownerless += 1;
    else {
      await insertRecording(orm, toRecordOf(sidecar, sidecar.ownerId), null);
      result.restored += 1;
    }
  }
  for (const [key, changedAt] of objects) {
    if (kept.has(key) || sidecars.has(key) || now - changedAt < DAY_MS) continue;
    await removeStored(store, key);
    result.swept += 1;
  }
  return result;
}

/**
 * Gives the owner of a server the recordings that a lost account with the same address left behind. Only for the owner,
 * who has the files anyway: with open sign-ups an address proves nothing.
 *
 * @returns how many were found
 */
export async function claimRecordings(orm: Orm, store: ObjectStore, owner: SessionUser): Promise<number> {
  const { objects, sidecars } = await listStored(store);
  const known = new Set((await listUsers(orm)).map((user) => user.id));
  let claimed = 0;
  for (const key of sidecars) {
    const sidecar = objects.has(key) ? await readSidecar(store, key) : null;
    if (!sidecar || known.has(sidecar.ownerId)) continue;
    if (sidecar.ownerEmail.toLowerCase() !== owner.email.toLowerCase()) continue;
    const record: RecordingRecord = toRecordOf(sidecar, owner.id);
    await writeSidecar(store, record, owner.email);
    await insertRecording(orm, record, null);
    claimed += 1;
  }
  return claimed;
}

async function listStored(store: ObjectStore): Promise<{ objects: Map<string, number>; sidecars: Set<string> }> {
  const objects = new Map<string, number>();
  const sidecars = new Set<string>();
  for await (const { name, changedAt } of store.list(RECORDINGS)) {
    const beside = besides(name);
    if (beside === null) objects.set(name, changedAt);
    else sidecars.add(beside);
  }
  return { objects, sidecars };
}
