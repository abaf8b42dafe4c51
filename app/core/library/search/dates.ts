import { readRange, type NumberRange, type ReadValue } from './numbers.ts';

const DAY = 86_400_000;
const units: Readonly<Record<string, number>> = {
  h: DAY / 24,
  d: DAY,
  t: DAY,
  w: 7 * DAY,
  m: 30.44 * DAY,
  y: 365.25 * DAY,
  j: 365.25 * DAY,
};
const words: Readonly<Record<string, readonly [number, number]>> = {
  today: [0, 1],
  heute: [0, 1],
  yesterday: [-1, 0],
  gestern: [-1, 0],
};

/**
 * Reads points in time, epoch milliseconds: `2026`, `2026-05`, `2026-05-17`, ranges of them by `..`, `today`,
 * `yesterday`, and ages: `7d` is within the last seven days, `>30d` longer ago than thirty. Days are those of the
 * device's time zone. Hours h, days d (t), weeks w, months m, years y (j).
 */
export function readDates(text: string, now: number): NumberRange | null {
  const age = /^(<=|>=|<|>)?(\d{1,5})([hdtwmyj])$/.exec(text);
  if (age) {
    const then = now - Number(age[2]) * (units[age[3] as string] ?? DAY);
    return age[1]?.startsWith('>')
      ? { from: -Infinity, to: then, toOpen: age[1] === '>' }
      : { from: then, to: Infinity };
  }
  return readRange(text, (one) => readDay(one, now));
}

const readDay = (text: string, now: number): ReturnType<ReadValue> => {
  const word = words[text];
  if (word) return { from: startOfDay(now, word[0]), to: startOfDay(now, word[1]) - 1 };
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] === undefined ? null : Number(match[2]) - 1;
  const day = match[3] === undefined ? null : Number(match[3]);
  if (month !== null && (month < 0 || month > 11)) return null;
  if (day !== null && (day < 1 || day > 31)) return null;
  const from = new Date(year, month ?? 0, day ?? 1).getTime();
  const end =
    day !== null
      ? new Date(year, month ?? 0, day + 1)
      : month !== null
        ? new Date(year, month + 1, 1)
        : new Date(year + 1, 0, 1);
  return { from, to: end.getTime() - 1 };
};

function startOfDay(now: number, offset: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
}
