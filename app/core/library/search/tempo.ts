import { readNumber } from './numbers.ts';

/** How far a tempo may be off and still be "about" it, as a share: what a tempo fader bridges without being noticed. */
const ABOUT = 0.04;

/**
 * Tempos that mix with one: `124` at the same, half and double level within 4 %, `124±3` and `124+-3` within 3 BPM,
 * `124±2%` within 2 %. Null when the text is none of these.
 */
export function nearTempo(text: string): ((bpm: number) => boolean) | null {
  const match = /^(\d{1,3}(?:[.,]\d{1,3})?)(?:(?:±|\+-|\+\/-)(?:(\d{1,3}(?:[.,]\d{1,3})?)(%)?)?)?$/.exec(text);
  if (!match) return null;
  const value = number(match[1] as string);
  if (!(value > 0)) return null;
  const share = match[2] === undefined ? ABOUT : match[3] ? number(match[2]) / 100 : number(match[2]) / value;
  return (bpm) => [0.5, 1, 2].some((level) => Math.abs(bpm / level - value) <= share * value + 1e-9);
}

function number(text: string): number {
  const read = readNumber(text);
  return read ? (read.from + read.to) / 2 : Number.NaN;
}
