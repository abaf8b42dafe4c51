import { getLocale } from './paraglide/runtime.js';

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = getLocale() + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) cache.set(key, (format = new Intl.NumberFormat(getLocale(), options)));
  return format;
}

/** A number in the reader's language with exactly `digits` decimals. */
export function formatNumber(value: number, digits = 0): string {
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A share of 0 to 1 as whole per cent. */
export function formatPercent(share: number): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A length as on a clock: `0:07`, `3:25`, `1:02:03`; never rounded up. */
export function formatDuration(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** An amount of data with decimal units (1 MB = 1,000,000 bytes), as disks and shops count. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return numberFormat({
    style: 'unit',
    unit: byteUnits[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 0 && value < 100 ? 1 : 0,
  }).format(value);
}

/** Day and time of an epoch millisecond. */
export function formatDate(epochMs: number): string {
  return new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs);
}

const ages = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago an epoch millisecond was, in words: "3 days ago". Under a minute: "now". */
export function formatAge(epochMs: number, now = Date.now()): string {
  const format = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
  const age = now - epochMs;
  const [unit, length] = ages.find(([, ms]) => age >= ms) ?? ['second', age + 1];
  return format.format(-Math.floor(age / length), unit);
}

/** Epoch milliseconds as an ISO 8601 instant, for `<time datetime>`. */
export function isoDate(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
