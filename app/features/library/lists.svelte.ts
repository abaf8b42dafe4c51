import type { ListKind, Play, TrackList } from '#contracts/records/list.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { setsOf } from '#core/library/history.ts';
import { added, nudged, moved, removed } from '#core/library/lists.ts';
import { m } from '#i18n/paraglide/messages.js';
import { showToast } from '#ui/toast.svelte.ts';

// The layout holds this object; the database code loads after the first screen stands.
const store = () => import('./store.ts');

/** Crates, playlists and what was played, as the page sees them. */
class Lists {
  #all = $state.raw<readonly TrackList[]>([]);
  #plays = $state.raw<readonly Play[]>([]);
  /** By name. */
  readonly all = $derived([...this.#all].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })));
  readonly sets = $derived(setsOf(this.#plays));

  /** Reads all and follows changes; `changed` hears of each. */
  async follow(changed: (lists: readonly TrackList[], plays: readonly Play[]) => void): Promise<void> {
    const { onStorageEvent, listLists, listPlays } = await store();
    const read = async () => {
      [this.#all, this.#plays] = await Promise.all([listLists(), listPlays()]);
      changed(this.#all, this.#plays);
    };
    const soon = coalesce(read);
    onStorageEvent(({ type }) => {
      if (type === 'lists' || type === 'plays') soon();
    });
    await read();
  }

  get(id: string): TrackList | undefined {
    return this.#all.find((list) => list.id === id);
  }

  async create(kind: ListKind, name: string, ids: readonly string[] = []): Promise<TrackList> {
    const { createList } = await store();
    return createList(kind, name.trim() || m.library_list_untitled(), [...new Set(ids)]);
  }

  async rename(id: string, name: string): Promise<void> {
    if (name.trim()) await this.#edit(id, () => ({ name: name.trim() }));
  }

  async lock(id: string, locked: boolean): Promise<void> {
    const { editList } = await store();
    await editList(id, () => ({ locked }));
  }

  /** Adds tracks and says how many were new. */
  async add(id: string, ids: readonly string[]): Promise<void> {
    const before = this.get(id)?.trackIds.length ?? 0;
    const after = await this.#edit(id, (list) => ({ trackIds: added(list, ids) }));
    if (!after) return;
    showToast({
      kind: 'info',
      text: m.library_list_added({ count: after.trackIds.length - before, name: after.name }),
    });
  }

  /** Takes out what stands at some places, and offers to undo that. */
  async remove(id: string, places: readonly number[]): Promise<void> {
    await this.reorder(id, (ids) => removed(ids, places), m.library_list_removed({ count: places.length }));
  }

  async move(id: string, places: readonly number[], to: number): Promise<void> {
    await this.#edit(id, ({ trackIds }) => ({ trackIds: moved(trackIds, places, to) }));
  }

  /** One place up or down. Returns whether anything moved. */
  async nudge(id: string, places: readonly number[], step: -1 | 1): Promise<boolean> {
    const before = this.get(id)?.trackIds;
    const after = await this.#edit(id, ({ trackIds }) => ({ trackIds: nudged(trackIds, places, step) }));
    return after !== undefined && after.trackIds !== before;
  }

  /** Changes the tracks of a list, and offers to undo that. */
  async reorder(id: string, change: (ids: readonly string[]) => readonly string[], said: string): Promise<void> {
    let before: readonly string[] = [];
    const after = await this.#edit(id, ({ trackIds }) => ({ trackIds: change((before = trackIds)) }));
    if (!after) return;
    const undo = () => void this.#edit(id, () => ({ trackIds: before }));
    showToast({ kind: 'info', text: said, action: { label: m.library_undo(), run: undo } });
  }

  /** Adds the tracks of one list to another; the first stays. */
  async merge(from: string, into: string): Promise<void> {
    const source = this.get(from);
    if (source) await this.add(into, source.trackIds);
  }

  async delete(id: string): Promise<void> {
    const { deleteList, putList } = await store();
    const gone = await deleteList(id);
    if (!gone) return this.#sayLocked(id);
    const undo = () => void putList(gone);
    showToast({
      kind: 'info',
      text: m.library_list_deleted({ name: gone.name }),
      action: { label: m.library_undo(), run: undo },
    });
  }

  async #edit(
    id: string,
    edit: (list: TrackList) => Partial<Pick<TrackList, 'name' | 'trackIds'>>,
  ): Promise<TrackList | undefined> {
    const { editList } = await store();
    const after = await editList(id, edit);
    if (!after) this.#sayLocked(id);
    return after;
  }

  /** The store refused a change, for instance one that came before the page heard of the lock. */
  #sayLocked(id: string): void {
    const list = this.get(id);
    if (list) showToast({ kind: 'info', text: m.library_list_locked({ name: list.name }) });
  }
}

export const lists = new Lists();
