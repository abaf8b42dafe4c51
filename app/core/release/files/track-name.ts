/** What a file name says about a track. */
export interface TrackName {
  /** From 1, or null where nothing names it. */
  readonly disc: number | null;
  /** From 1 within its disc or side, or null where there is none. */
  readonly number: number | null;
  /** Side of a record, `A` …, or ''. */
  readonly side: string;
  readonly title: string;
}

const DISC_FOLDER = /^(?:cd|dis[ck]|volume|vol|lp|platte)[\s_.-]*(\d{1,2})(?:\D.*)?$/i;
/** `1-01 name`, `1.01_name`, `CD1-01 name`. */
const DISC_AND_NUMBER = /^(?:cd|dis[ck])?\s?(\d{1,2})[-.](\d{2})(?=[\s_.-]|$)/i;
/** `A1 name`. */
const SIDE_AND_NUMBER = /^([A-Z])(\d{1,2})(?=[\s_.-]|$)/i;
/** `01 name`, `01_name`, `01. name`, `Track 01`. */
const NUMBER = /^(?:track|titel|spur|audiotrack)?[\s_]*(\d{1,3})(?=[\s_.)\]-]|$)/i;
/** `Artist - 01 - name`. */
const NUMBER_INSIDE = /\s-\s(\d{1,3})\s-\s(.+)$/;

/** Reads disc, side, number and title from a path such as `CD 2/01_name.wav`. */
export function trackNameOf(path: string): TrackName {
  const folders = path.split('/');
  const base = (folders.pop() ?? '').replace(/\.[A-Za-z0-9]{2,5}$/, '').trim();
  const disc = folders.reduce<number | null>((found, folder) => numberIn(DISC_FOLDER.exec(folder)) ?? found, null);
  const pair = DISC_AND_NUMBER.exec(base);
  if (pair) return named(base, pair[0], disc ?? Number(pair[1]), Number(pair[2]));
  const side = SIDE_AND_NUMBER.exec(base);
  if (side) return { ...named(base, side[0], disc, Number(side[2])), side: (side[1] ?? '').toUpperCase() };
  const number = NUMBER.exec(base);
  if (number) return named(base, number[0], disc, Number(number[1]));
  const inside = NUMBER_INSIDE.exec(base);
  if (inside) return { disc, number: Number(inside[1]), side: '', title: wordsOf(inside[2] ?? '') };
  return { disc, number: null, side: '', title: wordsOf(base) };
}

const numberIn = (match: RegExpExecArray | null): number | null => (match ? Number(match[1]) : null);

const named = (base: string, head: string, disc: number | null, number: number): TrackName => ({
  ...{ disc, number, side: '' },
  title: wordsOf(base.slice(head.length).replace(/^[\s_.)\]-]+/, '')),
});

const wordsOf = (text: string): string => (text.includes(' ') ? text : text.replaceAll('_', ' ')).trim();
