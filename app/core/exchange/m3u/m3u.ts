import { baseName, unknownTrack, type Collection, type ExchangeTrack } from '../collection.ts';
import { LossCount, type ReadResult } from '../loss.ts';
import { fieldText, numberIn } from '../text.ts';

/** Tracks of one file; more is no playlist. */
const MOST_TRACKS = 500_000;

/**
 * Writes the first list of a collection, or all its tracks, as extended M3U in UTF-8 (M3U8). Files are named without
 * folders: they are looked for beside the playlist.
 */
export function* writeM3u({ tracks, lists }: Collection): Generator<string> {
  const [list] = lists;
  yield '#EXTM3U\n';
  if (list) yield `#PLAYLIST:${fieldText(list.name)}\n`;
  for (const track of list ? list.tracks.map((i) => tracks[i]) : tracks) if (track) yield entry(track);
}

function entry(track: ExchangeTrack): string {
  const { durationSec, fileName } = track;
  const [title, artist] = [fieldText(track.title), fieldText(track.artist)];
  const seconds = durationSec === null ? -1 : Math.round(durationSec);
  const lines = [`#EXTINF:${seconds},${artist && title ? `${artist} - ${title}` : title}`];
  // Without it a title with a dash would be taken for both.
  if (artist || title.includes(' - ')) lines.push(`#EXTART:${artist}`);
  if (track.album) lines.push(`#EXTALB:${fieldText(track.album)}`);
  if (track.genre) lines.push(`#EXTGENRE:${fieldText(track.genre)}`);
  if (track.sizeBytes !== null) lines.push(`#EXTBYT:${track.sizeBytes}`);
  const name = fieldText(baseName(fileName)) || 'unknown';
  // A name with the sign of a remark at its beginning would be one.
  lines.push(name.startsWith('#') ? `./${name}` : name);
  return `${lines.join('\n')}\n`;
}

/** What is said of the file in the next line. */
interface Said {
  seconds?: number | null;
  display?: string;
  artist?: string;
  album?: string;
  genre?: string;
  bytes?: number | null;
}

/** Reads M3U, plain and extended. Lists without a name get none. */
export function readM3u(text: string): ReadResult {
  const losses = new LossCount();
  const tracks: ExchangeTrack[] = [];
  let name = '';
  let said: Said = {};
  const sayings: Readonly<Record<string, (value: string) => void>> = {
    PLAYLIST: (value) => (name = fieldText(value)),
    EXTINF: (value) => (said = { ...said, ...readInfo(value) }),
    EXTART: (value) => (said.artist = fieldText(value)),
    EXTALB: (value) => (said.album = fieldText(value)),
    EXTGENRE: (value) => (said.genre = fieldText(value)),
    EXTBYT: (value) => (said.bytes = numberIn(value, 1, 1e13)),
  };
  for (const line of linesOf(text)) {
    const remark = /^#([A-Z-]+):(.*)$/.exec(line);
    if (remark) {
      const take = sayings[remark[1] as string];
      if (take) take(remark[2] as string);
      else if ((remark[1] as string).startsWith('EXT')) losses.add('otherFields');
    } else if (!line.startsWith('#')) {
      const track = trackOf(line, said);
      if (track && tracks.length < MOST_TRACKS) tracks.push(track);
      else losses.add('unreadable');
      said = {};
    }
  }
  const list = { name, kind: 'playlist' as const, tracks: tracks.map((_, i) => i) };
  return { collection: { tracks, lists: [list] }, losses: losses.all(), isDamaged: false };
}

function* linesOf(text: string): Generator<string> {
  for (const [line] of text.matchAll(/[^\r\n]+/g)) if (line.trim()) yield line.replace(/^\uFEFF/, '').trim();
}

function readInfo(value: string): Said {
  const match = /^\s*(-?\d+(?:\.\d+)?)?[^,]*,(.*)$/.exec(value);
  if (!match) return {};
  return { seconds: numberIn(match[1], 1, 1e6), display: fieldText(match[2]) };
}

function trackOf(line: string, { seconds, display = '', artist, album, genre, bytes }: Said): ExchangeTrack | null {
  const fileName = baseName(/^[a-z][a-z0-9+.-]+:\/\//i.test(line) ? decoded(line) : line);
  if (!fileName) return null;
  const parted = / - /.exec(display);
  const by = artist ?? (parted ? display.slice(0, parted.index) : '');
  const isPrefix = by !== '' && display.startsWith(`${by} - `);
  return {
    ...unknownTrack(fileName),
    ...{ title: (isPrefix ? display.slice(by.length + 3) : display).trim(), artist: by.trim() },
    ...{ album: album ?? '', genre: genre ?? '', durationSec: seconds ?? null, sizeBytes: bytes ?? null },
  };
}

/** A URI as people read it; one that is broken stays as it is. */
export function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
