import type { Release } from '#contracts/release/release.ts';
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
export const changed = ({ release }: StoredRelease, change: ReleaseChange): StoredRelease =>
  stored({ ...applyChange(release, change), updatedAt: Date.now() });
