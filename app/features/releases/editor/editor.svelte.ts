import { getContext, setContext } from 'svelte';
import type { Release, ReleaseTrack } from '#contracts/release/release.ts';
import { changeBetween, isEmptyChange } from '#core/release/draft/change.ts';
import { fieldOf, withField } from '#core/release/fixes/edit.ts';
import { onStorageEvent } from '#storage/events.ts';
import { getRelease } from '#storage/releases/releases.ts';
import { historyPlace, redoStep, undoStep, type SavedStep } from '#storage/releases/steps.ts';
import { PartyBook } from './party-book.svelte.ts';
import { SaveQueue } from './save-queue.ts';

/** One release that is being edited: what is on the screen is on the disk a moment later, and the screen says when. */
export class ReleaseEditor {
  readonly id: string;
  readonly parties = new PartyBook();
  release = $state.raw<Release | null>(null);
  loaded = $state(false);
  /** What is on the screen is on the disk. */
  #isWritten = $state(true);
  readonly isSaved = $derived(this.#isWritten && this.parties.isSaved);
  failure = $state.raw<unknown>(null);
  canUndo = $state(false);
  canRedo = $state(false);

  readonly #queue: SaveQueue;

  constructor(id: string) {
    this.id = id;
    this.#queue = new SaveQueue(id, {
      settled: (step) => {
        this.failure = null;
        this.#isWritten = true;
        if (step) this.#settle(step);
      },
      failed: (error) => (this.failure = error),
      gone: () => (this.release = null),
    });
  }

  /** Reads the release and follows it. Returns the function that stops it. */
  follow(): () => void {
    const read = async () => {
      const [release, place] = await Promise.all([getRelease(this.id), historyPlace(this.id)]);
      if (!this.#queue.isEmpty) return;
      if (!release || !this.release || !isEmptyChange(changeBetween(this.release, release)))
        this.#take(release ?? null);
      Object.assign(this, place);
      this.loaded = true;
    };
    void read();
    const stop = onStorageEvent((event) => {
      if (event.type === 'releases' && event.ids.includes(this.id) && this.#queue.isEmpty) void read();
    });
    const stopParties = this.parties.follow();
    return () => {
      stop();
      stopParties();
      void this.#queue.flush();
    };
  }

  /** Changes the release. Edits with the same `key` that follow each other at once are one step to take back. */
  edit(key: string, change: (release: Release) => Release): void {
    const before = this.release;
    const after = before && change(before);
    if (!before || !after || after === before) return;
    this.release = after;
    this.#isWritten = false;
    this.#queue.add(key, before, after);
  }

  /** Changes some fields of tracks. */
  editTracks(key: string, ids: ReadonlySet<string> | 'all', change: (track: ReleaseTrack) => ReleaseTrack): void {
    this.edit(key, (release) => ({
      ...release,
      tracks: release.tracks.map((track) => (ids === 'all' || ids.has(track.id) ? change(track) : track)),
    }));
  }

  track(id: string): ReleaseTrack | undefined {
    return this.release?.tracks.find((track) => track.id === id);
  }

  /** The value of a field of the release, or of a track. */
  value(trackId: string | null, field: string): unknown {
    const record = trackId === null ? this.release : this.track(trackId);
    return record ? fieldOf(record, field) : undefined;
  }

  /** Sets a field of the release, or of a track. */
  put(trackId: string | null, field: string, value: unknown): void {
    const key = `${trackId ?? ''} ${field}`;
    if (trackId === null) this.edit(key, (release) => withField(release, field, value));
    else this.editTracks(key, new Set([trackId]), (track) => withField(track, field, value));
  }

  /** Writes what is not written, after a failure once more. */
  async flush(): Promise<void> {
    await this.#queue.flush();
  }

  undo(): Promise<void> {
    return this.#walk(undoStep);
  }

  redo(): Promise<void> {
    return this.#walk(redoStep);
  }

  async #walk(step: (id: string) => Promise<SavedStep | null>): Promise<void> {
    this.#queue.closeStep();
    await this.#queue.flush();
    if (!this.#queue.isEmpty) return;
    const done = await step(this.id);
    if (done && this.#queue.isEmpty) this.#settle(done);
  }

  #settle({ release, canUndo, canRedo }: SavedStep): void {
    // Another tab may have edited other fields.
    if (!this.release || !isEmptyChange(changeBetween(this.release, release))) this.#take(release);
    Object.assign(this, { canUndo, canRedo });
  }

  #take(release: Release | null): void {
    this.release = release;
    this.#queue.closeStep();
  }
}

const KEY = Symbol('release editor');

export const provideEditor = (editor: ReleaseEditor): ReleaseEditor => setContext(KEY, editor);

/** The editor of the page around. */
export const useEditor = (): ReleaseEditor => getContext<ReleaseEditor>(KEY);
