import { readCsv, writeCsv } from './csv/csv.ts';
import type { Collection } from './collection.ts';
import { lossesBetween, type Loss, type ReadResult } from './loss.ts';
import { readM3u, writeM3u } from './m3u/m3u.ts';
import { RekordboxReader } from './rekordbox/read.ts';
import { writeRekordbox } from './rekordbox/write.ts';
import { TraktorReader } from './traktor/read.ts';
import { writeTraktor } from './traktor/write.ts';

export type FormatId = 'm3u' | 'csv' | 'rekordbox' | 'traktor';

/** Takes a file piece by piece and tells in the end what is in it. */
export interface CollectionReader {
  write(text: string): void;
  end(): ReadResult;
}

/** A file format for collections. */
export interface Format {
  readonly id: FormatId;
  /** As its people call it; the same in every language. */
  readonly name: string;
  readonly extension: string;
  readonly mimeType: string;
  /** Whether it holds several lists; else it holds one, or all tracks. */
  readonly holdsLists: boolean;
  readonly write: (collection: Collection) => Generator<string>;
  readonly reader: () => CollectionReader;
}

/** A reader of formats that are read in one go. */
function atTheEnd(read: (text: string) => ReadResult): CollectionReader {
  const pieces: string[] = [];
  return { write: (text) => void pieces.push(text), end: () => read(pieces.join('')) };
}

export const formats: readonly Format[] = [
  {
    ...{ id: 'rekordbox', name: 'rekordbox XML', extension: 'xml', mimeType: 'application/xml', holdsLists: true },
    ...{ write: writeRekordbox, reader: () => new RekordboxReader() },
  },
  {
    ...{ id: 'traktor', name: 'Traktor NML', extension: 'nml', mimeType: 'application/xml', holdsLists: true },
    ...{ write: writeTraktor, reader: () => new TraktorReader() },
  },
  {
    ...{ id: 'm3u', name: 'M3U8', extension: 'm3u8', mimeType: 'audio/x-mpegurl', holdsLists: false },
    ...{ write: writeM3u, reader: () => atTheEnd(readM3u) },
  },
  {
    ...{ id: 'csv', name: 'CSV', extension: 'csv', mimeType: 'text/csv', holdsLists: false },
    ...{ write: writeCsv, reader: () => atTheEnd(readCsv) },
  },
];

/** The format of a file, by how it begins and, for tables and bare lists, by its name; null for anything else. */
export function formatOf(start: string, fileName: string): Format | null {
  const id = idOf(start.slice(0, 4096), fileName.toLowerCase());
  return formats.find((format) => format.id === id) ?? null;
}

function idOf(start: string, name: string): FormatId | null {
  if (/<DJ_PLAYLISTS\b/.test(start)) return 'rekordbox';
  if (/<NML\b/.test(start)) return 'traktor';
  if (/^\uFEFF?#EXTM3U/.test(start) || /\.m3u8?$/.test(name)) return 'm3u';
  return /\.(csv|tsv|txt)$/.test(name) ? 'csv' : null;
}

/** The whole of a collection in a format, and what gets lost in it: found by reading it again. */
export function* written(
  format: Format,
  collection: Collection,
): Generator<void, { pieces: string[]; losses: Loss[] }> {
  const pieces: string[] = [];
  const reader = format.reader();
  let count = 0;
  for (const piece of format.write(collection)) {
    pieces.push(piece);
    reader.write(piece);
    if (++count % 50 === 0) yield;
  }
  const { collection: again } = reader.end();
  return { pieces, losses: lossesBetween(inPlace(format, collection), again) };
}

/** The collection as a format that holds one list would hold it at best. */
function inPlace({ holdsLists }: Format, { tracks, lists }: Collection): Collection {
  const [list] = lists;
  if (holdsLists || !list) return { tracks, lists: holdsLists ? lists : [] };
  const listed = list.tracks.flatMap((place) => tracks[place] ?? []);
  return { tracks: listed, lists: [{ ...list, tracks: listed.map((_, i) => i) }] };
}
