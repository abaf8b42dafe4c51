import type { Searchable, TextField } from './doc.ts';
import { readLength, readNumber, readWhole, type ReadValue } from './numbers.ts';

/** Fields with numbers: how they are written and where they stand; null is "none". */
interface NumberField {
  readonly read: ReadValue;
  readonly of: (item: Searchable) => number | null;
}

const positive = (value: number): number | null => (value > 0 ? value : null);

export const numberFields: Readonly<Record<string, NumberField>> = {
  bpm: { read: readNumber, of: ({ bpm }) => bpm },
  energy: { read: readWhole, of: ({ energy }) => energy },
  lufs: { read: readNumber, of: ({ lufs }) => lufs },
  length: { read: readLength, of: ({ lengthSec }) => lengthSec },
  rating: { read: readWhole, of: ({ rating }) => positive(rating) },
  year: { read: readWhole, of: ({ year }) => year },
  plays: { read: readWhole, of: ({ plays }) => plays },
};

export const dateFields: Readonly<Record<string, (item: Searchable) => number | null>> = {
  added: ({ added }) => added,
  played: ({ played }) => played,
};

export const textFields: ReadonlySet<string> = new Set<TextField>([
  'title',
  'artist',
  'album',
  'genre',
  'comment',
  'file',
  'codec',
]);

/** Other names of fields, German ones among them. */
const aliases: Readonly<Record<string, string>> = {
  titel: 'title',
  name: 'title',
  interpret: 'artist',
  künstler: 'artist',
  stil: 'genre',
  kommentar: 'comment',
  datei: 'file',
  filename: 'file',
  format: 'codec',
  type: 'codec',
  tempo: 'bpm',
  tonart: 'key',
  energie: 'energy',
  lautheit: 'lufs',
  loudness: 'lufs',
  länge: 'length',
  dauer: 'length',
  duration: 'length',
  bewertung: 'rating',
  sterne: 'rating',
  stars: 'rating',
  jahr: 'year',
  gespielt: 'played',
  lastplayed: 'played',
  anzahl: 'plays',
  playcount: 'plays',
  hinzugefügt: 'added',
  schlagwort: 'tag',
  tags: 'tag',
  kiste: 'crate',
  playlist: 'crate',
  list: 'crate',
  liste: 'crate',
  farbe: 'colour',
  color: 'colour',
  sicher: 'safe',
  sortiert: 'sort',
};

const others = new Set(['key', 'tag', 'crate', 'colour', 'safe', 'sort']);

/** The field that a name means, or null for a word that only happens to end in a colon. */
export function fieldOf(name: string): string | null {
  const field = Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
  const isKnown =
    Object.hasOwn(numberFields, field) ||
    Object.hasOwn(dateFields, field) ||
    textFields.has(field) ||
    others.has(field);
  return isKnown ? field : null;
}
