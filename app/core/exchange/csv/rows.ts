/** Longest file that is cut into rows, in UTF-16 units; a table of 50,000 tracks has a tenth of it. */
const MOST_TEXT = 200_000_000;

/** Cuts delimited text into rows by RFC 4180, and copes with what is not: quotes in cells, other ends of line. */
export function* csvRows(text: string, delimiter: string): Generator<string[]> {
  for (const { cells } of numberedRows(text, delimiter)) yield cells;
}

/** The same with the number of each row, from 1, as a spreadsheet counts: empty rows are counted and left out. */
export function* numberedRows(
  text: string,
  delimiter: string,
): Generator<{ readonly row: number; readonly cells: string[] }> {
  const whole = text.slice(0, MOST_TEXT).replace(/^\uFEFF/, '');
  let row: string[] = [];
  let at = 0;
  let number = 0;
  while (at < whole.length) {
    const { cell, end } = whole[at] === '"' ? quoted(whole, at, delimiter) : bare(whole, at, delimiter);
    row.push(cell);
    at = end;
    if (whole[at] === delimiter) {
      at++;
      if (at < whole.length && whole[at] !== '\r' && whole[at] !== '\n') continue;
      row.push('');
    }
    at += whole.startsWith('\r\n', at) ? 2 : 1;
    number++;
    if (row.length > 1 || row[0] !== '') yield { row: number, cells: row };
    row = [];
  }
}

interface Cell {
  readonly cell: string;
  readonly end: number;
}

function quoted(text: string, start: number, delimiter: string): Cell {
  const parts: string[] = [];
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    // Quotes that never close hold the rest.
    if (close < 0) return { cell: parts.join('') + text.slice(at), end: text.length };
    parts.push(text.slice(at, close));
    at = close + 1;
    if (text[at] !== '"') break;
    parts.push('"');
    at++;
  }
  const rest = bare(text, at, delimiter);
  return { cell: parts.join('') + rest.cell, end: rest.end };
}

function bare(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
  return { cell: text.slice(start, end), end };
}

/** The delimiter that the first line has most of. */
export function delimiterOf(text: string): string {
  const line = /[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (one: string) => line.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** A cell as it is written. A sign with which spreadsheets begin a formula is defused. */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t']/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Takes back what {@link csvCell} put before a formula. */
export const undefused = (cell: string): string => (/^'[=+\-@\t']/.test(cell) ? cell.slice(1) : cell);
