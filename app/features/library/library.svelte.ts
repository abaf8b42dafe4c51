import { SvelteSet } from 'svelte/reactivity';
import { coalesce } from '#core/async/coalesce.ts';
import { compileSearch } from '#core/library/search.ts';
import { m } from '#i18n/paraglide/messages.js';
import { getLocale } from '#i18n/paraglide/runtime.js';
import { showToast } from '#ui/toast.svelte.ts';
import { imports } from './imports.svelte.ts';
import { RowIndex } from './row-index.ts';
import { sortRows, type LibraryRow, type SortColumn, type Sorting } from './rows.ts';

// The layout holds this object; the database code loads after the first screen stands.
const store = () => import('./store.ts');

/** The library as the page sees it. */
class Library {
  readonly #index = new RowIndex();
  /** All rows, those of tracks in the bin included, in no order that means anything. */
  #all = $state.raw<readonly LibraryRow[]>([]);
  /** False until the library was read for the first time. */
  ready = $state(false);

  search = $state('');
  sorting = $state.raw<Sorting>({ column: 'added', descending: true });
  showsBin = $state(false);
  /** Ids of marked rows. */
  readonly selected = new SvelteSet<string>();

  /** All tracks, those in the bin included. */
  readonly tracks = $derived(this.#all.map(({ track }) => track));
  readonly #sorted = $derived.by(() => {
    const sorted = sortRows(this.#all, this.sorting, getLocale());
    this.#index.keepOrder(sorted);
    return sorted;
  });
  readonly #shown = $derived(this.#sorted.filter(({ track }) => (track.deletedAt !== null) === this.showsBin));
  /** What the table shows: searched and sorted. */
  readonly rows = $derived(this.search ? this.#shown.filter(compileSearch(this.search)) : this.#shown);
  /** Tracks before searching. */
  readonly count = $derived(this.#shown.length);
  readonly binned = $derived(this.#all.reduce((count, { track }) => count + (track.deletedAt === null ? 0 : 1), 0));

  #started: Promise<() => void> | undefined;

  /** Reads the library and follows its changes from now on, in this and other tabs. May be called often. */
  async open(): Promise<void> {
    this.#started ??= this.#follow();
    await this.#started;
  }

  async #follow(): Promise<() => void> {
    const { onStorageEvent, eachTrack, eachAnalysis, sweepBlobs } = await store();
    const tracks = new Set<string>();
    const analyses = new Set<string>();
    const read = coalesce(() => this.#readChanges(tracks, analyses));
    const stop = onStorageEvent((event) => {
      if (event.type === 'tracks') for (const id of event.ids) tracks.add(id);
      else if (event.type === 'analysis-done' || event.type === 'corrections') analyses.add(event.blobHash);
      else return;
      read();
    });
    await eachTrack((track) => this.#index.putTrack(track));
    this.#all = this.#index.all();
    this.ready = true;
    await eachAnalysis((analysis) => this.#index.putAnalysis(analysis));
    this.#all = this.#index.all();
    void sweepBlobs().catch(() => undefined);
    return stop;
  }

  /** Reads what has changed, and empties the two lists of it. */
  async #readChanges(tracks: Set<string>, analyses: Set<string>): Promise<void> {
    const { getTrack, getAnalysis } = await store();
    const [ids, hashes] = [[...tracks], [...analyses]];
    tracks.clear();
    analyses.clear();
    const found = await Promise.all([Promise.all(ids.map(getTrack)), Promise.all(hashes.map(getAnalysis))]);
    found[0].forEach((track, i) => (track ? this.#index.putTrack(track) : this.#index.deleteTrack(ids[i] ?? '')));
    for (const analysis of found[1]) if (analysis) this.#index.putAnalysis(analysis);
    this.#all = this.#index.all();
    for (const id of this.selected) if (!this.#index.has(id)) this.selected.delete(id);
  }

  /** Imports files one after the other; those that cannot be used are refused by name, the others go in. */
  async importFiles(files: Iterable<File>): Promise<void> {
    await imports.add(files);
  }

  /** Sorts by a column; by the one in force: the other way round. */
  sortBy(column: SortColumn): void {
    const isSame = this.sorting.column === column;
    this.sorting = { column, descending: isSame ? !this.sorting.descending : false };
  }

  async rename(id: string, title: string): Promise<void> {
    const trimmed = title.trim();
    if (trimmed) await (await store()).updateTrack(id, { title: trimmed });
  }

  /** Moves tracks to the bin and offers to undo that. */
  async bin(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const { binTracks } = await store();
    await binTracks(ids);
    this.selected.clear();
    showToast({
      text: m.library_binned({ count: ids.length }),
      kind: 'info',
      action: { label: m.library_undo(), run: () => void this.restore(ids) },
    });
  }

  async restore(ids: readonly string[]): Promise<void> {
    await (await store()).restoreTracks(ids);
    this.selected.clear();
  }

  /** Removes binned tracks and their audio for good. */
  async purge(ids: readonly string[]): Promise<void> {
    await (await store()).purgeTracks(ids);
    this.selected.clear();
  }
}

export const library = new Library();
