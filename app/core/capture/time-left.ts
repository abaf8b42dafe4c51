import { HEADER_BYTES } from '../spool/format.ts';
import { BATCH_FRAMES } from '../ring/layout.ts';

/** Bytes that one second of a take occupies in the spool. */
export const spoolBytesPerSecond = (sampleRate: number, channels: number): number =>
  sampleRate * channels * 3 + (sampleRate / BATCH_FRAMES) * HEADER_BYTES;

/** Seconds that still fit, from what `navigator.storage.estimate()` says; null when the browser does not say. */
export function secondsLeft(
  estimate: { readonly quota?: number | undefined; readonly usage?: number | undefined },
  sampleRate: number,
  channels: number,
): number | null {
  if (estimate.quota === undefined || estimate.usage === undefined) return null;
  return Math.max(0, estimate.quota - estimate.usage) / spoolBytesPerSecond(sampleRate, channels);
}
