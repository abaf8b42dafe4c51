/** Days since 1970-01-01 of a date `YYYY-MM-DD` that is in the calendar, else null. No time zone is involved. */
export function dayNumber(date: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  const isReal = year >= 1 && time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return isReal ? Math.round(time.getTime() / 86_400_000) : null;
}

export const isDate = (date: string): boolean => dayNumber(date) !== null;

/** From one date to another in days; null where one is none. */
export function daysBetween(from: string, to: string): number | null {
  const [start, end] = [dayNumber(from), dayNumber(to)];
  return start === null || end === null ? null : end - start;
}

/** The date so many days later, as `YYYY-MM-DD`. */
export function daysAfter(date: string, days: number): string {
  const start = dayNumber(date);
  return start === null ? '' : new Date((start + days) * 86_400_000).toISOString().slice(0, 10);
}
