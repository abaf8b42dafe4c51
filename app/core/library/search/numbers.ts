/** Both ends belong to it unless said otherwise. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly fromOpen?: boolean;
  readonly toOpen?: boolean;
}

export const inRange = (value: number, { from, to, fromOpen, toOpen }: NumberRange): boolean =>
  (fromOpen ? value > from : value >= from) && (toOpen ? value < to : value <= to);

/** Reads one value of a field; null when the text is none. `width`: what of the scale the text names, such as a day. */
export type ReadValue = (text: string) => { readonly from: number; readonly to: number } | null;

/** A decimal number with point or comma, and all that would be shown as it: 124 is 123.5 to 124.5. */
export const readNumber: ReadValue = (text) => {
  const match = /^([-+−]?\d{1,9})(?:[.,](\d{0,6}))?$/.exec(text);
  if (!match) return null;
  const value = Number(text.replace(',', '.').replace('−', '-'));
  const half = 0.5 * 10 ** -(match[2]?.length ?? 0);
  return { from: value - half, to: value + half };
};

/** Whole numbers mean themselves: a rating of 4 is not one of 3.6. */
export const readWhole: ReadValue = (text) => {
  const number = readNumber(text);
  const middle = number && (number.from + number.to) / 2;
  return middle === null || middle === undefined ? null : { from: middle, to: middle };
};

/** Seconds from `3:30`, `1:02:03`, `5m`, `90s` or plain seconds. */
export const readLength: ReadValue = (text) => {
  const units = /^(\d{1,5}(?:[.,]\d{1,3})?)(h|m|min|s)$/.exec(text);
  if (units) {
    const scale = { h: 3600, m: 60, min: 60, s: 1 }[units[2] as 'h' | 'm' | 'min' | 's'];
    return exactly(Number((units[1] as string).replace(',', '.')) * scale, scale / 2);
  }
  if (!/^\d{1,6}(?::\d{1,2}){0,2}$/.test(text)) return null;
  return exactly(
    text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0),
    0.5,
  );
};

const exactly = (value: number, half: number) => ({ from: value - half, to: value + half });

/**
 * Reads `x`, `>x`, `>=x`, `<x`, `<=x`, `=x`, `x-y`, `x..y`, `x-`, `x..`, `..y` in values of `read`. Ends the wrong way
 * round are turned.
 */
export function readRange(text: string, read: ReadValue): NumberRange | null {
  const compared = /^(>=|<=|>|<|=|≥|≤)(.*)$/.exec(text);
  if (compared) return comparison(compared[1] as string, compared[2] as string, read);
  const single = read(text);
  if (single) return single;
  for (const [low, high] of splits(text)) {
    const from = low === '' ? { from: -Infinity, to: -Infinity } : read(low);
    const to = high === '' ? { from: Infinity, to: Infinity } : read(high);
    if (!from || !to || (low === '' && high === '')) continue;
    // The ends as they stand, not with what is rounded to them.
    const [a, b] = [middle(from), middle(to)];
    return wide(from) || wide(to) ? span(a, b) : { from: Math.min(from.from, to.from), to: Math.max(from.to, to.to) };
  }
  return null;
}

const middle = ({ from, to }: { from: number; to: number }) => (from === to ? from : (from + to) / 2);
/** Less than a day: a number or a length, which people mean exactly as the end of a range. */
const wide = ({ from, to }: { from: number; to: number }) => to - from < 3600;
const span = (a: number, b: number): NumberRange => ({ from: Math.min(a, b), to: Math.max(a, b) });

function comparison(sign: string, text: string, read: ReadValue): NumberRange | null {
  const value = read(text);
  // Not finished yet: nothing is asked.
  if (text === '') return { from: -Infinity, to: Infinity };
  if (!value) return null;
  const isSpan = !wide(value);
  const low = isSpan ? value.from : middle(value);
  const high = isSpan ? value.to : middle(value);
  if (sign === '>=' || sign === '≥') return { from: low, to: Infinity };
  if (sign === '>') return { from: high, to: Infinity, fromOpen: true };
  if (sign === '<=' || sign === '≤') return { from: -Infinity, to: high };
  if (sign === '<') return { from: -Infinity, to: low, toOpen: true };
  return value;
}

/** Every way to cut a text in two at `..` or a minus, so that negative numbers find theirs. */
function* splits(text: string): Generator<readonly [string, string]> {
  const dots = text.indexOf('..');
  if (dots >= 0) yield [text.slice(0, dots), text.slice(dots + 2)];
  for (let at = text.indexOf('-', 0); at >= 0; at = text.indexOf('-', at + 1)) {
    yield [text.slice(0, at), text.slice(at + 1)];
  }
}
