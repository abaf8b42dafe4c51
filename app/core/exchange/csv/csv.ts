import { keyName } from '../../keys/keys.ts';
import { baseName, unknownTrack, type Collection, type ExchangeTrack } from '../collection.ts';
import { keyOfName } from '../keys.ts';
import { LossCount, type ReadResult } from '../loss.ts';
import { dayOf, fieldText, numberIn, plain, yearOf } from '../text.ts';
import { csvCell, csvRows, delimiterOf, undefused } from './rows.ts';

type Column = {
  /** As it is written. */
  readonly name: string;
  /** Lower case, as other programs and languages name it. */
  readonly others: readonly string[];
  readonly write: (track: ExchangeTrack) => string;
  readonly read: (text: string) => Partial<ExchangeTrack>;
};

const orNothing = (value: number | null, digits = 6) => (value === null ? '' : plain(value, digits));
const text = (
  field: 'title' | 'artist' | 'album' | 'genre' | 'comment',
  name: string,
  ...others: string[]
): Column => ({
  ...{ name, others },
  write: (track) => fieldText(track[field]),
  read: (value) => ({ [field]: fieldText(value) }),
});

/** Seconds, or minutes and seconds as on a clock. */
function seconds(value: string): number | null {
  if (!/^\d{1,3}(:\d{1,2}){1,2}(\.\d+)?$/.test(value.trim())) return numberIn(value, 0.001, 1e6);
  return value.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

const columns: readonly Column[] = [
  text('title', 'Title', 'name', 'titel', 'track title'),
  text('artist', 'Artist', 'interpret', 'künstler'),
  text('album', 'Album'),
  text('genre', 'Genre', 'stil'),
  text('comment', 'Comment', 'comments', 'kommentar'),
  {
    ...{ name: 'Tags', others: ['schlagwörter', 'my tag'] },
    write: ({ tags }) => tags.map(fieldText).join('; '),
    read: (value) => ({ tags: value.split(';').map(fieldText).filter(Boolean).slice(0, 100) }),
  },
  {
    ...{ name: 'Year', others: ['jahr'] },
    write: ({ year }) => orNothing(year),
    read: (value) => ({ year: yearOf(value) }),
  },
  {
    ...{ name: 'BPM', others: ['tempo'] },
    write: ({ bpm }) => orNothing(bpm, 3),
    read: (value) => ({ bpm: numberIn(value, 20, 999) }),
  },
  {
    ...{ name: 'Key', others: ['tonart', 'initial key'] },
    write: ({ key }) => (key && keyName(key)?.replace('♯', '#').replace('♭', 'b')) ?? '',
    read: (value) => ({ key: keyOfName(value) }),
  },
  {
    ...{ name: 'Rating', others: ['bewertung', 'stars'] },
    write: ({ rating }) => (rating ? String(rating) : ''),
    read: (value) => ({ rating: Math.round(numberIn(value, 0, 5) ?? (/^\**$/.test(value) ? value.length : 0)) }),
  },
  {
    ...{ name: 'Colour', others: ['color', 'farbe'] },
    write: ({ colour }) => colour ?? '',
    read: (value) => ({ colour: /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : null }),
  },
  {
    ...{ name: 'Plays', others: ['play count', 'playcount', 'gespielt', 'dj play count'] },
    write: ({ plays }) => (plays ? String(plays) : ''),
    read: (value) => ({ plays: Math.round(numberIn(value, 0, 1e6) ?? 0) }),
  },
  {
    ...{ name: 'Added', others: ['date added', 'hinzugefügt'] },
    write: ({ addedAt }) => (addedAt === null ? '' : new Date(addedAt).toISOString()),
    read: (value) => ({ addedAt: instant(value) }),
  },
  {
    ...{ name: 'Duration', others: ['time', 'length', 'länge', 'dauer'] },
    write: ({ durationSec }) => orNothing(durationSec, 3),
    read: (value) => ({ durationSec: seconds(value) }),
  },
  {
    ...{ name: 'Size', others: ['bytes', 'größe'] },
    write: ({ sizeBytes }) => orNothing(sizeBytes),
    read: (value) => ({ sizeBytes: numberIn(value, 1, 1e13) }),
  },
  {
    ...{ name: 'File', others: ['file name', 'location', 'path', 'datei', 'dateiname'] },
    write: ({ fileName }) => fieldText(fileName),
    read: (value) => ({ fileName: fieldText(baseName(value)) }),
  },
  {
    ...{ name: 'SHA-256', others: ['hash'] },
    write: ({ blobHash }) => blobHash ?? '',
    read: (value) => ({ blobHash: /^[0-9a-f]{64}$/.test(value) ? value : null }),
  },
];

function instant(value: string): number | null {
  const time = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : dayOf(value);
}

/** Writes the first list of a collection, or all its tracks, as a table with a head. */
export function* writeCsv({ tracks, lists }: Collection): Generator<string> {
  yield `${columns.map(({ name }) => name).join(',')}\r\n`;
  for (const track of lists[0] ? lists[0].tracks.map((i) => tracks[i]) : tracks) {
    if (track) yield `${columns.map(({ write }) => csvCell(write(track))).join(',')}\r\n`;
  }
}

/** Reads a table with a head, whichever of the usual names and delimiters it has. */
export function readCsv(table: string): ReadResult {
  const losses = new LossCount();
  const rows = csvRows(table, delimiterOf(table));
  const head: readonly string[] = rows.next().value ?? [];
  const known = head.map((cell) => {
    const name = cell.trim().toLowerCase();
    return columns.find((column) => column.name.toLowerCase() === name || column.others.includes(name));
  });
  const tracks: ExchangeTrack[] = [];
  for (const cells of rows) {
    const track = unknownTrack('');
    cells.forEach((cell, i) => {
      if (known[i]) Object.assign(track, known[i].read(undefused(cell)));
      else if (cell.trim()) losses.add('otherFields');
    });
    if (track.fileName || track.title || track.blobHash) tracks.push(track);
    else losses.add('unreadable');
  }
  const list = { name: '', kind: 'playlist' as const, tracks: tracks.map((_, i) => i) };
  return { collection: { tracks, lists: [list] }, losses: losses.all(), isDamaged: !known.some(Boolean) };
}
