import { secondsOf, type SetTimes } from './document.ts';
import type { TrackEntry } from './track-list.ts';

/** What a track list says of a track. */
export type ListedTrack = Pick<TrackEntry, 'track' | 'from' | 'to' | 'bpm'>;

/** Frames of a second in a cue sheet, as on a compact disc. */
const CUE_FRAMES = 75;
/** A cue sheet numbers its tracks with two digits. */
const MOST_TRACKS = 99;

/** Text between quotes: the format knows no escape. */
const quoted = (text: string): string => `"${text.replaceAll('"', "'").replaceAll(/[\r\n]+/g, ' ')}"`;

const two = (value: number): string => String(value).padStart(2, '0');

/** `mm:ss:ff`; minutes may have more than two digits. */
function cueTime(seconds: number): string {
  const total = Math.round(Math.max(0, seconds) * CUE_FRAMES);
  const whole = Math.floor(total / CUE_FRAMES);
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}:${two(total % CUE_FRAMES)}`;
}

/**
 * Writes a cue sheet for the rendered file of a set.
 *
 * @param fileName of the audio file that lies beside it
 */
export function cueSheet(
  document: SetTimes,
  entries: readonly ListedTrack[],
  { name, fileName }: { readonly name: string; readonly fileName: string },
): string {
  const lines = [`TITLE ${quoted(name)}`, `FILE ${quoted(fileName)} WAVE`];
  for (const [index, { track, from }] of entries.slice(0, MOST_TRACKS).entries()) {
    lines.push(`  TRACK ${two(index + 1)} AUDIO`, `    TITLE ${quoted(track.title)}`);
    if (track.artist) lines.push(`    PERFORMER ${quoted(track.artist)}`);
    if (track.isrc) lines.push(`    ISRC ${track.isrc}`);
    // The first track begins with the file.
    lines.push(`    INDEX 01 ${cueTime(index === 0 ? 0 : secondsOf(document, from))}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Names of the columns, in the reader's language. */
export interface ListHeader {
  readonly number: string;
  readonly start: string;
  readonly end: string;
  readonly artist: string;
  readonly title: string;
  readonly isrc: string;
  readonly bpm: string;
}

/** `h:mm:ss`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** The track list for people to read: one line each, time, artist and title. */
export function trackListText(document: SetTimes, entries: readonly ListedTrack[], name: string): string {
  const lines = entries.map(({ track, from }) => {
    const who = track.artist ? `${track.artist} – ` : '';
    return `${clock(secondsOf(document, from))}  ${who}${track.title}`;
  });
  return `${[name, '', ...lines].join('\n')}\n`;
}

/** A cell that no spreadsheet takes for a formula or for two cells (RFC 4180). */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The track list as a table, for royalty reports: RFC 4180, with the times of the set. */
export function trackListCsv(document: SetTimes, entries: readonly ListedTrack[], header: ListHeader): string {
  const { number, start, end, artist, title, isrc, bpm } = header;
  const rows = entries.map((entry, index) => [
    String(index + 1),
    clock(secondsOf(document, entry.from)),
    clock(secondsOf(document, entry.to)),
    ...[entry.track.artist, entry.track.title, entry.track.isrc],
    entry.bpm === null ? '' : entry.bpm.toFixed(2),
  ]);
  const all = [[number, start, end, artist, title, isrc, bpm], ...rows];
  return `${all.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
