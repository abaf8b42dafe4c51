import { m } from '#i18n/paraglide/messages.js';
import type { SortColumn } from './rows.ts';

export interface Column {
  readonly id: SortColumn;
  readonly label: () => string;
  /** Least width, px. */
  readonly width: number;
  /** Share of the room that is left; columns of numbers take none. */
  readonly grows?: number;
}

/** All columns of the table, in the order in which they stand. */
export const allColumns: readonly Column[] = [
  { id: 'title', label: m.library_title, width: 150, grows: 3 },
  { id: 'artist', label: m.library_artist, width: 100, grows: 2 },
  { id: 'album', label: m.library_album, width: 100, grows: 2 },
  { id: 'genre', label: m.library_genre, width: 90, grows: 1 },
  { id: 'year', label: m.library_year, width: 48 },
  { id: 'bpm', label: m.library_bpm, width: 60 },
  { id: 'key', label: m.library_key, width: 56 },
  { id: 'energy', label: m.library_energy, width: 60 },
  { id: 'length', label: m.library_length, width: 60 },
  { id: 'lufs', label: m.library_loudness, width: 84 },
  { id: 'rating', label: m.library_rating, width: 84 },
  { id: 'colour', label: m.library_colour, width: 72 },
  { id: 'tags', label: m.library_tags, width: 100, grows: 1 },
  { id: 'comment', label: m.library_comment, width: 110, grows: 2 },
  { id: 'plays', label: m.library_plays, width: 60 },
  { id: 'played', label: m.library_played, width: 100 },
  { id: 'added', label: m.library_added, width: 100 },
  { id: 'safe', label: m.library_safe_state, width: 56 },
];

const usual: readonly SortColumn[] = [
  ...(['title', 'artist', 'bpm', 'key', 'energy', 'length', 'lufs', 'rating', 'added'] as const),
  // Whether the server has a track is never left to be guessed.
  'safe',
];
/** In this order they stay where there is little room. */
const importance: readonly SortColumn[] = [
  'title',
  'bpm',
  'artist',
  'key',
  'safe',
  'length',
  'rating',
  'energy',
  'lufs',
  'added',
];
const SETTING = 'library.columns';
const GAP = 12;

/** Which columns the table has on this device. */
class Columns {
  chosen = $state.raw<readonly SortColumn[]>(usual);

  async load(): Promise<void> {
    const { getSetting } = await import('./store.ts');
    const kept = await getSetting<readonly string[] | null>(SETTING, null);
    if (kept) this.chosen = allColumns.map(({ id }) => id).filter((id) => id === 'title' || kept.includes(id));
  }

  async choose(id: SortColumn, on: boolean): Promise<void> {
    this.chosen = allColumns.map((one) => one.id).filter((one) => (one === id ? on : this.chosen.includes(one)));
    const { setSetting } = await import('./store.ts');
    await setSetting(SETTING, this.chosen);
  }

  /** The chosen columns that fit into a width, px, the more important ones first; the title always does. */
  fitting(width: number): readonly Column[] {
    const rank = (id: SortColumn) => (importance.includes(id) ? importance.indexOf(id) : importance.length);
    const wanted = allColumns.filter(({ id }) => this.chosen.includes(id));
    let left = width;
    const kept = new Set<SortColumn>();
    for (const column of [...wanted].sort((a, b) => rank(a.id) - rank(b.id))) {
      left -= column.width + GAP;
      if (left < 0 && kept.size > 0) break;
      kept.add(column.id);
    }
    return wanted.filter(({ id }) => kept.has(id));
  }
}

export const columns = new Columns();
