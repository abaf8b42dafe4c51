import type { ListKind, TrackList } from '#contracts/records/list.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** All crates and playlists. */
export async function listLists(): Promise<TrackList[]> {
  return (await openDb()).getAll('lists');
}

export async function createList(kind: ListKind, name: string, trackIds: readonly string[] = []): Promise<TrackList> {
  const now = Date.now();
  const list: TrackList = {
    id: crypto.randomUUID(),
    kind,
    name,
    locked: false,
    trackIds,
    createdAt: now,
    updatedAt: now,
  };
  await putList(list);
  return list;
}

/** Writes a whole list, for instance to undo its deletion. */
export async function putList(list: TrackList): Promise<void> {
  const tx = (await openDb()).transaction('lists', 'readwrite', { durability: 'strict' });
  await Promise.all([tx.store.put(list), tx.done]);
  emitStorageEvent({ type: 'lists', ids: [list.id] });
}

/**
 * Changes a list in one transaction. A locked list takes no change but that of `locked`.
 *
 * @returns the list after it, or undefined when there is none or it is locked
 */
export async function editList(
  id: string,
  edit: (list: TrackList) => Partial<Pick<TrackList, 'name' | 'locked' | 'trackIds'>>,
): Promise<TrackList | undefined> {
  const tx = (await openDb()).transaction('lists', 'readwrite', { durability: 'strict' });
  const list = await tx.store.get(id);
  const patch = list && edit(list);
  if (!list || !patch || (list.locked && patch.locked !== false)) {
    await tx.done;
    return undefined;
  }
  const next = { ...list, ...patch, updatedAt: Date.now() };
  await Promise.all([tx.store.put(next), tx.done]);
  emitStorageEvent({ type: 'lists', ids: [id] });
  return next;
}

/** Removes a list, never its tracks; a locked one stays. Returns what was removed, for {@link putList} to undo. */
export async function deleteList(id: string): Promise<TrackList | undefined> {
  const tx = (await openDb()).transaction('lists', 'readwrite', { durability: 'strict' });
  const list = await tx.store.get(id);
  const removed = list && !list.locked ? list : undefined;
  if (removed) await tx.store.delete(id);
  await tx.done;
  if (removed) emitStorageEvent({ type: 'lists', ids: [id] });
  return removed;
}
