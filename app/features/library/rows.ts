import type { Analysis } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { camelot } from '#core/keys/keys.ts';

/** What the table shows of an analysis. */
export interface Facts {
  readonly bpm: number | null;
  readonly camelot: string | null;
  /** Pitch class and mode as the analysis has them, for the name of the key. */
  readonly key: Analysis['key'] | null;
  /** Integrated loudness in LUFS. */
  readonly lufs: number | null;
}

/** One line of the table: a track and what its analysis says. */
export interface LibraryRow extends Facts {
  readonly track: Track;
}

export const noFacts: Facts = { bpm: null, camelot: null, key: null, lufs: null };

export type SortColumn = 'title' | 'artist' | 'bpm' | 'key' | 'length' | 'loudness' | 'added';

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export function factsOf({ tempo, key, loudness }: Analysis): Facts {
  return { bpm: tempo.bpm, camelot: camelot(key), key, lufs: loudness.integrated };
}

/** `8A` before `8B` before `9A`: neighbours on the wheel stand together. */
function wheelPlace(name: string | null): number | null {
  return name === null ? null : Number.parseInt(name, 10) * 2 + (name.endsWith('B') ? 1 : 0);
}

const values: Record<SortColumn, (row: LibraryRow) => string | number | null> = {
  title: ({ track }) => track.title,
  artist: ({ track }) => track.artist,
  bpm: ({ bpm }) => bpm,
  key: (row) => wheelPlace(row.camelot),
  length: ({ track }) => track.durationSec,
  loudness: ({ lufs }) => lufs,
  added: ({ track }) => track.addedAt,
};

const collators = new Map<string, Intl.Collator>();

/** Making one takes longer than hundreds of comparisons. */
function collatorOf(language: string): Intl.Collator {
  const known = collators.get(language);
  const collator = known ?? new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  if (!known) collators.set(language, collator);
  return collator;
}

/** Sorts by one column; rows without a value come last either way, equal ones by title. */
export function sortRows(rows: readonly LibraryRow[], { column, descending }: Sorting, language: string): LibraryRow[] {
  const { compare } = collatorOf(language);
  const direction = descending ? -1 : 1;
  const valueOf = values[column];
  return [...rows].sort((a, b) => {
    const x = valueOf(a);
    const y = valueOf(b);
    const missing = Number(x === null || x === '') - Number(y === null || y === '');
    if (missing !== 0) return missing;
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y));
    return order * direction || compare(a.track.title, b.track.title) || a.track.addedAt - b.track.addedAt;
  });
}
