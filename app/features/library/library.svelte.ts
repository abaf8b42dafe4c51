import { SvelteSet } from 'svelte/reactivity';
import type { Track } from '#contracts/records/track.ts';
import { coalesce } from '#core/async/coalesce.ts';
import { inPieces } from '#core/async/in-pieces.ts';
import type { SearchDoc } from '#core/library/search/doc.ts';
import { compileSearch } from '#core/library/search/search.ts';
import { m } from '#i18n/paraglide/messages.js';
import { getLocale } from '#i18n/paraglide/runtime.js';
import { showToast } from '#ui/toast.svelte.ts';
import { imports } from './imports.svelte.ts';
import { lists } from './lists.svelte.ts';
import { RowIndex } from './row-index.ts';
import { sorterOf } from './row-sorter.ts';
import { docOf, sortColumns, type LibraryRow, type SortColumn, type Sorting } from './rows.ts';
import { sortedBy, type LibraryView } from './view.ts';

/** Fields that people write into the table. */
export type TrackEdit = Partial<
  Pick<Track, 'title' | 'artist' | 'album' | 'genre' | 'year' | 'rating' | 'comment' | 'tags' | 'colour'>
>;

const newestFirst: readonly Sorting[] = [{ column: 'added', descending: true }];

/** Rows that are shown while the others are read: more than a screen holds. */
const FIRST_ROWS = 60;
/** Rows prepared between two pauses. */
const PIECE = 500;

// The layout holds this object; the database code loads after the first screen stands.
const store = () => import('./store.ts');
const likeness = async () => (await import('./likeness.svelte.ts')).likeness;

/** The library as the page sees it. */
class Library {
  readonly #index = new RowIndex();
  /** All rows, those of tracks in the bin included, in no order that means anything. */
  #all = $state.raw<readonly LibraryRow[]>([]);
  /** False until there is something to show. */
  ready = $state(false);
  /** True once every track was read. */
  complete = $state(false);

  search = $state('');
  /** Most important first. None in a list or a set means its own order. */
  sortings = $state.raw<readonly Sorting[]>(newestFirst);
  view = $state.raw<LibraryView>({ kind: 'all' });
  readonly showsBin = $derived(this.view.kind === 'bin');
  /** Ids of marked rows. */
  readonly selected = new SvelteSet<string>();
  /** Ids of tracks whose audio is not on this device. */
  missing = $state.raw<ReadonlySet<string>>(new Set());

  /** All tracks, those in the bin included. */
  readonly tracks = $derived(this.#all.map(({ track }) => track));
  readonly compiled = $derived(compileSearch(this.search));
  readonly #shown = $derived.by(() => {
    const { view } = this;
    if (view.kind === 'list') return this.#listed(lists.get(view.id)?.trackIds ?? []);
    if (view.kind === 'set') {
      const set = lists.sets.find(({ startedAt }) => startedAt === view.startedAt);
      return this.#listed(set?.plays.map(({ trackId }) => trackId) ?? []);
    }
    if (view.kind === 'missing') return this.#all.filter(({ track }) => this.missing.has(track.id));
    return this.#sortedAll.filter(({ track }) => (track.deletedAt !== null) === (view.kind === 'bin'));
  });
  readonly #asked = $derived(
    this.compiled.sort.flatMap(({ column, descending }) => {
      const known = sortColumns.find((one) => one === column);
      return known ? [{ column: known, descending }] : [];
    }),
  );
  /** The columns that decide now: those that the search asks for, else those chosen in the table. */
  readonly sorting = $derived(this.#asked.length > 0 ? this.#asked : this.sortings);
  readonly #sortedAll = $derived(sorterOf(getLocale()).sort(this.#all, this.sorting));
  /** What the search reads of the rows that are shown. */
  readonly #docs = $derived(this.#shown.map(docOf));
  readonly #found = $derived.by(() => {
    if (!this.search.trim()) return this.#shown;
    const { test } = this.compiled;
    const docs = this.#docs;
    return this.#shown.filter((_, i) => test(docs[i] as SearchDoc));
  });
  /** True where rows stand in an order that people gave them. */
  readonly inOwnOrder = $derived((this.view.kind === 'list' || this.view.kind === 'set') && this.sorting.length === 0);
  /** What the table shows: searched and sorted. */
  readonly rows = $derived.by(() => {
    const isSorted = this.view.kind === 'all' || this.view.kind === 'bin' || this.inOwnOrder;
    return isSorted ? this.#found : sorterOf(getLocale()).sort(this.#found, this.sorting);
  });
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
    const { onStorageEvent, eachTrack, eachSummary, getAnalysis, newestTracks, sweepBlobs } = await store();
    const tracks = new Set<string>();
    const analyses = new Set<string>();
    const read = coalesce(() => this.#readChanges(tracks, analyses));
    const stop = onStorageEvent((event) => {
      if (event.type === 'tracks') for (const id of event.ids) tracks.add(id);
      else if (event.type === 'analysis-done' || event.type === 'corrections') analyses.add(event.blobHash);
      else return;
      read();
    });
    const newest = await newestTracks(FIRST_ROWS);
    for (const track of newest) this.#index.putTrack(track);
    this.#all = this.#index.all();
    this.ready = newest.length > 0;
    if (newest.length === FIRST_ROWS) {
      for (const { blobHash } of newest) {
        const analysis = await getAnalysis(blobHash);
        if (analysis) this.#index.putAnalysis(analysis);
      }
      this.#all = this.#index.all();
    }
    await eachTrack((track) => this.#index.putTrack(track));
    await eachSummary((summary) => this.#index.putAnalysis(summary));
    // Equal rows stand by title, whatever they are sorted by.
    await inPieces(sorterOf(getLocale()).warm(this.#index.all(), ['title']));
    await lists.follow((all, plays) => {
      this.#index.setLists(all);
      this.#index.setPlays(plays);
      this.#all = this.#index.all();
      this.ready = this.complete = true;
    });
    void inPieces(this.#prepare());
    await this.lookForMissing();
    void likeness().then((one) => one.follow());
    void sweepBlobs().catch(() => undefined);
    return stop;
  }

  /** What the first search and the first sorting by a text would take their time for. */
  *#prepare(): Generator<void, void> {
    const rows = this.#all;
    for (const [i, row] of rows.entries()) {
      docOf(row);
      if (i % PIECE === PIECE - 1) yield;
    }
    yield* sorterOf(getLocale()).warm(rows, ['artist', 'album', 'genre']);
  }

  /** Reads what has changed, and empties the two lists of it. */
  async #readChanges(tracks: Set<string>, analyses: Set<string>): Promise<void> {
    const { getTrack, getAnalysis } = await store();
    const [ids, hashes] = [[...tracks], [...analyses]];
    tracks.clear();
    analyses.clear();
    const found = await Promise.all([Promise.all(ids.map(getTrack)), Promise.all(hashes.map(getAnalysis))]);
    // Before all are read, none can be told to be new.
    const isNew = (track?: Track) => this.complete && track?.origin === 'import' && !this.#index.has(track.id);
    const fresh = found[0].filter(isNew);
    found[0].forEach((track, i) => (track ? this.#index.putTrack(track) : this.#index.deleteTrack(ids[i] ?? '')));
    for (const analysis of found[1]) if (analysis) this.#index.putAnalysis(analysis);
    this.#all = this.#index.all();
    const missing = [...this.missing].flatMap((id) => this.#index.get(id)?.track ?? []);
    if (fresh.length > 0) {
      const known = await likeness();
      for (const track of fresh) if (track) known.ask(track, missing);
    }
    for (const id of this.selected) if (!this.#index.has(id)) this.selected.delete(id);
    // One may have been given its audio again.
    if (ids.some((id) => this.missing.has(id))) await this.lookForMissing();
  }

  /** Imports files one after the other; those that cannot be used are refused by name, the others go in. */
  async importFiles(files: Iterable<File>): Promise<void> {
    await imports.add(files);
    // The same bytes may have come back.
    if (this.missing.size > 0) await this.lookForMissing();
  }

  /** Rows of a list in its order, without those in the bin or gone. */
  #listed(ids: readonly string[]): LibraryRow[] {
    // Read for its rows; named so that this follows every change of them.
    void this.#all;
    return ids.flatMap((id) => {
      const row = this.#index.get(id);
      return row && row.track.deletedAt === null ? [row] : [];
    });
  }

  /** A track's line, whether it is shown or not. */
  row(id: string): LibraryRow | undefined {
    return this.#index.get(id);
  }

  /** Shows other tracks; lists begin in their own order. */
  show(view: LibraryView): void {
    this.view = view;
    this.selected.clear();
    this.sortings = view.kind === 'list' || view.kind === 'set' ? [] : newestFirst;
  }

  /** Sorts by a column, alone or (`more`) after those in force; by the one in force: the other way round. */
  sortBy(column: SortColumn, more = false): void {
    this.sortings = sortedBy(this.sortings, column, more);
  }

  async rename(id: string, title: string): Promise<void> {
    const trimmed = title.trim();
    if (trimmed) await this.edit([id], { title: trimmed });
  }

  /** Writes fields of some tracks; the files stay as they are. */
  async edit(ids: readonly string[], change: TrackEdit): Promise<void> {
    const { updateTrack } = await store();
    for (const id of ids) await updateTrack(id, change);
  }

  /** Finds out which tracks have lost their audio. */
  async lookForMissing(): Promise<void> {
    const { listBlobHashes } = await store();
    const present = await listBlobHashes();
    const gone = this.#index.all().filter(({ track }) => track.deletedAt === null && !present.has(track.blobHash));
    this.missing = new Set(gone.map(({ track }) => track.id));
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
