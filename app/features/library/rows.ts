import type { Analysis } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { camelot } from '#core/keys/keys.ts';
import { colourName, trackColours } from '#core/library/search/colours.ts';
import { searchDoc, type SearchDoc } from '#core/library/search/doc.ts';

/** What the table shows of an analysis. */
export interface Facts {
  readonly bpm: number | null;
  readonly camelot: string | null;
  /** Pitch class and mode as the analysis has them, for the name of the key. */
  readonly key: Analysis['key'] | null;
  /** 1 to 10. */
  readonly energy: number | null;
  /** Integrated loudness in LUFS. */
  readonly lufs: number | null;
}

/** One line of the table: a track, what its analysis says, and what became of it. */
export interface LibraryRow extends Facts {
  readonly track: Track;
  readonly plays: number;
  /** Epoch milliseconds of the last play. */
  readonly played: number | null;
  /** Names of the crates and playlists that it is in. */
  readonly lists: readonly string[];
}

export const noFacts: Facts = { bpm: null, camelot: null, key: null, energy: null, lufs: null };

export const sortColumns = [
  'title',
  'artist',
  'album',
  'genre',
  'year',
  'bpm',
  'key',
  'energy',
  'lufs',
  'length',
  'rating',
  'colour',
  'tags',
  'plays',
  'played',
  'added',
  'comment',
  'safe',
] as const;

export type SortColumn = (typeof sortColumns)[number];

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Results of analysers that did not tell the energy have none. */
type AnalysisWithEnergy = Analysis & { readonly energy?: { readonly level: number | null } };

export function factsOf(analysis: AnalysisWithEnergy): Facts {
  const { tempo, key, loudness, energy } = analysis;
  return { bpm: tempo.bpm, camelot: camelot(key), key, energy: energy?.level ?? null, lufs: loudness.integrated };
}

const docs = new WeakMap<LibraryRow, SearchDoc>();

/** The row as the search reads it, made when it is first looked at; rows are replaced, not changed. */
export function docOf(row: LibraryRow): SearchDoc {
  const known = docs.get(row);
  if (known) return known;
  const { track } = row;
  const { title, artist, album, genre, year, fileName, codec, rating } = track;
  const doc = searchDoc({
    ...{ title, artist, album, genre, year, fileName, codec, rating },
    ...{ bpm: row.bpm, camelot: row.camelot, energy: row.energy, lufs: row.lufs },
    ...{ plays: row.plays, played: row.played, lists: row.lists },
    comment: track.comment ?? '',
    tags: track.tags ?? [],
    colour: track.colour ?? null,
    safe: track.safeAt !== null,
    lengthSec: track.durationSec,
    added: track.addedAt,
  });
  docs.set(row, doc);
  return doc;
}

/** `8A` before `8B` before `9A`: neighbours on the wheel stand together. */
function wheelPlace(name: string | null): number | null {
  return name === null ? null : Number.parseInt(name, 10) * 2 + (name.endsWith('B') ? 1 : 0);
}

function palettePlace(colour: string | null | undefined): number | null {
  return colour ? trackColours.findIndex(({ name }) => name === colourName(colour)) : null;
}

const values: Record<SortColumn, (row: LibraryRow) => string | number | null> = {
  title: ({ track }) => track.title,
  artist: ({ track }) => track.artist,
  album: ({ track }) => track.album,
  genre: ({ track }) => track.genre,
  year: ({ track }) => track.year,
  bpm: ({ bpm }) => bpm,
  key: (row) => wheelPlace(row.camelot),
  energy: ({ energy }) => energy,
  lufs: ({ lufs }) => lufs,
  length: ({ track }) => track.durationSec,
  rating: ({ track }) => track.rating || null,
  colour: ({ track }) => palettePlace(track.colour),
  tags: ({ track }) => (track.tags ?? []).join(', '),
  plays: ({ plays }) => plays,
  played: ({ played }) => played,
  added: ({ track }) => track.addedAt,
  comment: ({ track }) => track.comment ?? '',
  safe: ({ track }) => (track.safeAt === null ? 0 : 1),
};

const collators = new Map<string, Intl.Collator>();

/** Making one takes longer than hundreds of comparisons. */
function collatorOf(language: string): Intl.Collator {
  const known = collators.get(language);
  const collator = known ?? new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  if (!known) collators.set(language, collator);
  return collator;
}

/**
 * Sorts by several columns, the first that differs decides; rows without a value come last either way, equal ones by
 * title.
 */
export function sortRows(rows: readonly LibraryRow[], sortings: readonly Sorting[], language: string): LibraryRow[] {
  const { compare } = collatorOf(language);
  const steps = sortings.map(({ column, descending }) => ({ of: values[column], direction: descending ? -1 : 1 }));
  return [...rows].sort((a, b) => {
    for (const { of, direction } of steps) {
      const order = compareValues(of(a), of(b), direction, compare);
      if (order !== 0) return order;
    }
    return compare(a.track.title, b.track.title) || a.track.addedAt - b.track.addedAt;
  });
}

type Value = string | number | null;

function compareValues(x: Value, y: Value, direction: number, compare: (a: string, b: string) => number): number {
  const missing = Number(x === null || x === '') - Number(y === null || y === '');
  if (missing !== 0) return missing;
  if (typeof x === 'number' && typeof y === 'number') return (x - y) * direction;
  return x === y ? 0 : compare(String(x), String(y)) * direction;
}
