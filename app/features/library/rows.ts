import type { Analysis } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { camelot } from '#core/keys/keys.ts';
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
