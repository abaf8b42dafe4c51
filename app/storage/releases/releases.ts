import type { Party, Release } from '#contracts/release/release.ts';
import type { ReleaseChange, StoredRelease } from '#contracts/release/step.ts';
import { applyChange, filesOfRelease } from '#core/release/draft/change.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** A release as it is stored. */
export const stored = (release: Release): StoredRelease => ({
  id: release.id,
  release,
  files: filesOfRelease(release),
});

/** All releases, templates and those in the bin included, last edited first. */
export async function listReleases(): Promise<Release[]> {
  const rows = await (await openDb()).getAll('releases');
  return rows.map(({ release }) => release).sort((a, b) => b.updatedAt - a.updatedAt);
}

export async function getRelease(id: string): Promise<Release | undefined> {
  return (await (await openDb()).get('releases', id))?.release;
}

/** Writes a new release. */
export async function addRelease(release: Release): Promise<void> {
  const tx = (await openDb()).transaction('releases', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.add(stored(release)), tx.done]);
  emitStorageEvent({ type: 'releases', ids: [release.id] });
}

/** Writes that are under way at a time. */
const BATCH = 100;

/**
 * Writes many new releases and the parties that they name, all or nothing. They are taken one by one, so that they need not
 * be in memory together.
 *
 * @param parties is asked after the last release
 * @returns how many were written
 * @throws DOMException `ConstraintError` when an id is taken
 */
export async function addReleases(releases: Iterable<Release>, parties: () => readonly Party[]): Promise<number> {
  const tx = (await openDb()).transaction(['releases', 'parties'], 'readwrite', { durability: 'strict' });
  const ids: string[] = [];
  let writing: Promise<unknown>[] = [];
  try {
    for (const release of releases) {
      writing.push(tx.objectStore('releases').add(stored(release)));
      if (ids.push(release.id) % BATCH > 0) continue;
      await Promise.all(writing);
      writing = [];
    }
    const named = parties();
    await Promise.all([...writing, ...named.map((party) => tx.objectStore('parties').put(party)), tx.done]);
    if (named.length > 0) emitStorageEvent({ type: 'parties', ids: named.map(({ id }) => id) });
  } catch (error) {
    tx.done.catch(() => undefined);
    abortQuietly(tx);
    throw error;
  }
  if (ids.length > 0) emitStorageEvent({ type: 'releases', ids });
  return ids.length;
}

/** It may have ended by itself. */
function abortQuietly(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has.
  }
}

async function setDeleted(id: string, deletedAt: number | null): Promise<void> {
  const tx = (await openDb()).transaction('releases', 'readwrite', { durability: 'strict' });
  const row = await tx.store.get(id);
  if (row) await tx.store.put({ ...row, release: { ...row.release, deletedAt } });
  await tx.done;
  emitStorageEvent({ type: 'releases', ids: [id] });
}

/** Moves a release to the bin; its files and its history stay. */
export const binRelease = (id: string) => setDeleted(id, Date.now());

export const restoreRelease = (id: string) => setDeleted(id, null);

/** Removes a release and its history for good. Its files go with the next sweep, unless something else needs them. */
export async function purgeRelease(id: string): Promise<void> {
  const tx = (await openDb()).transaction(['releases', 'releaseSteps'], 'readwrite', { durability: 'strict' });
  await Promise.all([
    tx.objectStore('releases').delete(id),
    tx.objectStore('releaseSteps').delete(IDBKeyRange.bound([id], [id, []])),
    tx.done,
  ]);
  emitStorageEvent({ type: 'releases', ids: [id] });
}

/** A row after a change, with its time. */
export const changed = (row: StoredRelease, change: ReleaseChange): StoredRelease => ({
  ...row,
  ...stored({ ...applyChange(row.release, change), updatedAt: Date.now() }),
});
