/** Longest text of a field that is kept: files are written by strangers. */
const MOST_TEXT = 2000;

/** One line of bounded length without control characters. */
export const fieldText = (text: string | undefined): string =>
  (text ?? '')
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, MOST_TEXT);

/** A number between two bounds; null for anything else. */
export function numberIn(text: string | undefined, low: number, high: number): number | null {
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) && value >= low && value <= high ? value : null;
}

export const yearOf = (text: string | undefined): number | null => numberIn(/\d{4}/.exec(text ?? '')?.[0], 1000, 9999);

/** A day such as `2026-05-31` or `2026/5/31` in epoch milliseconds (UTC). */
export function dayOf(text: string | undefined): number | null {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})/.exec(text ?? '');
  if (!match) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return Number.isFinite(time) ? time : null;
}

/** A number without needless digits, and never with an exponent. */
export function plain(value: number, digits = 6): string {
  const fixed = value.toFixed(digits);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}

/** Decodes a text file: UTF-8, UTF-16 with a mark, else Windows-1252, in which older playlists are. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
