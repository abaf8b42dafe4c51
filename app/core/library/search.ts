import type { Track } from '#contracts/records/track.ts';

/** What a search looks at: a track and, once analysed, its tempo in BPM and Camelot key. */
export interface Searchable {
  readonly track: Pick<Track, 'title' | 'artist' | 'album' | 'genre' | 'fileName'>;
  readonly bpm: number | null;
  readonly camelot: string | null;
}

type Test = (item: Searchable) => boolean;

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();

const textFields = ['title', 'artist', 'album', 'genre'] as const;

/**
 * Compiles a search line. Words must all occur somewhere in title, artist, album, genre or file name, whatever their
 * accents and case. `bpm:120`, `bpm:120-128`, `key:8A`, `artist:name`, `title:"two words"` look at one field; a minus
 * before any of them excludes. What is not understood counts as a word.
 */
export function compileSearch(line: string): Test {
  const tests = [...line.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi)].map(compileTerm);
  return (item) => tests.every((test) => test(item));
}

function compileTerm([whole, minus, field, quoted, bare]: RegExpMatchArray): Test {
  const value = quoted ?? bare ?? '';
  const test = fieldTest((field ?? '').toLowerCase(), value) ?? wordTest(field || !minus ? unsigned(whole) : value);
  return minus ? (item) => !test(item) : test;
}

const unsigned = (term: string): string => term.replace(/^-/, '').replaceAll('"', '');

function wordTest(word: string): Test {
  const wanted = fold(word);
  return ({ track }) => [...textFields, 'fileName' as const].some((name) => fold(track[name]).includes(wanted));
}

function fieldTest(field: string, value: string): Test | null {
  if (field === 'bpm') return tempoTest(value);
  if (field === 'key') {
    const wanted = value.toUpperCase();
    return /^(?:1[0-2]|[1-9])[AB]?$/.test(wanted) ? ({ camelot }) => keyMatches(camelot, wanted) : null;
  }
  const name = textFields.find((one) => one === field);
  return name ? ({ track }) => fold(track[name]).includes(fold(value)) : null;
}

/** `8` means 8A and 8B. */
const keyMatches = (camelot: string | null, wanted: string): boolean =>
  camelot === wanted || (camelot !== null && /\d$/.test(wanted) && camelot.slice(0, -1) === wanted);

function tempoTest(value: string): Test | null {
  const range = /^(\d+(?:[.,]\d+)?)(?:-(\d+(?:[.,]\d+)?))?$/.exec(value);
  if (!range) return null;
  const number = (text: string) => Number(text.replace(',', '.'));
  const low = number(range[1] as string);
  // A bare number means the tempo that is shown with it.
  const [from, to] = range[2] === undefined ? [low - 0.5, low + 0.5] : [low, number(range[2])];
  return ({ bpm }) => bpm !== null && bpm >= from && bpm <= to;
}
