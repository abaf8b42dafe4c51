import type { Track } from '#contracts/records/track.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listTracks } from '#storage/library/tracks.ts';
import type { Match } from '../match/matches.ts';
import { findTracks } from './find-tracks.ts';

/** Rows that are drawn; a search finds the others. */
const MOST = 100;

/** The library as the drawer under the decks shows it: newest first, searchable, always as it is stored. */
export class TrackList {
  query = $state('');
  /** Null until read. */
  #all = $state.raw<readonly Track[] | null>(null);
  readonly isRead = $derived(this.#all !== null);
  readonly isEmpty = $derived(this.#all?.length === 0);
  /** How well each track fits, by its id: then only those are shown, the best first. */
  matches = $state.raw<ReadonlyMap<string, Match> | null>(null);
  /** All tracks that are not in the bin. */
  readonly all = $derived<readonly Track[]>(this.#all ?? []);
  readonly #found = $derived.by(() => {
    const found = findTracks(this.all, this.query);
    const { matches } = this;
    if (!matches) return found;
    const score = ({ id }: Track) => matches.get(id)?.fit.score ?? 0;
    return found.filter(({ id }) => matches.has(id)).sort((a, b) => score(b) - score(a));
  });
  readonly shown = $derived(this.#found.slice(0, MOST));
  /** Tracks that match and are not drawn. */
  readonly more = $derived(Math.max(0, this.#found.length - MOST));

  /** The selected row of those that are shown. */
  #active = $state(0);
  readonly active = $derived(Math.max(0, Math.min(this.#active, this.shown.length - 1)));

  /** Selects a row; outside the list the one at its end. */
  select(row: number): void {
    this.#active = Math.min(this.shown.length - 1, Math.max(0, row));
  }

  /** Reads now and after every change. Returns the function that stops. */
  follow(): () => void {
    void this.#read();
    return onStorageEvent(({ type }) => {
      if (type === 'tracks') void this.#read();
    });
  }

  async #read(): Promise<void> {
    const tracks = await listTracks();
    this.#all = tracks.filter(({ deletedAt }) => deletedAt === null).reverse();
  }
}
