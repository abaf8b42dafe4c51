import { fold } from './fold.ts';

/** A place on the Camelot wheel. */
export interface WheelKey {
  /** 1 to 12. */
  readonly hour: number;
  readonly letter: 'A' | 'B';
}

/** What is known of a track, as it is shown. */
export interface Searchable {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly genre: string;
  readonly comment: string;
  readonly fileName: string;
  readonly codec: string;
  readonly tags: readonly string[];
  /** Names of the crates and playlists that it is in. */
  readonly lists: readonly string[];
  readonly colour: string | null;
  readonly safe: boolean;
  readonly bpm: number | null;
  /** Camelot name such as `8A`. */
  readonly camelot: string | null;
  /** 1 to 10. */
  readonly energy: number | null;
  readonly lufs: number | null;
  readonly lengthSec: number;
  readonly rating: number;
  readonly year: number | null;
  readonly plays: number;
  /** Epoch milliseconds; null for never. */
  readonly played: number | null;
  readonly added: number;
}

/** A {@link Searchable} with its texts folded, made once and searched many times. */
export interface SearchDoc {
  readonly texts: Readonly<Record<TextField, string>>;
  /** All that words without a field are looked for in, one text after another. */
  readonly all: string;
  readonly tags: readonly string[];
  readonly lists: readonly string[];
  readonly key: WheelKey | null;
  readonly item: Searchable;
}

export type TextField = 'title' | 'artist' | 'album' | 'genre' | 'comment' | 'file' | 'codec';

/** Stands between texts, so that no word is found across two of them. */
const GAP = '\n';

export function searchDoc(item: Searchable): SearchDoc {
  const texts = {
    title: fold(item.title),
    artist: fold(item.artist),
    album: fold(item.album),
    genre: fold(item.genre),
    comment: fold(item.comment),
    file: fold(item.fileName),
    codec: fold(item.codec),
  };
  const tags = item.tags.map(fold);
  const { title, artist, album, genre, comment, file } = texts;
  const all = [title, artist, album, genre, comment, file, ...tags].join(GAP);
  return { texts, all, tags, lists: item.lists.map(fold), key: wheelKey(item.camelot), item };
}

export function wheelKey(name: string | null): WheelKey | null {
  const match = /^(1[0-2]|[1-9])([AB])$/.exec(name ?? '');
  return match && { hour: Number(match[1]), letter: match[2] as 'A' | 'B' };
}
