const MB = 1 << 20;

export const MIN_CHUNK_BYTES = 256 << 10;
export const FIRST_CHUNK_BYTES = MB;
export const MAX_CHUNK_BYTES = 256 * MB;

/** No chunk should last longer, milliseconds: a quick line gets larger ones only as long as they stay below. */
const AIM_MS = 1_000;
const SLOW_MS = 5_000;

/**
 * Size of the next chunk in bytes, after one of `size` bytes took `tookMs`: up to four times as large while the measured
 * speed promises it within a second, half as large after more than five. So at most a few seconds of progress hide in
 * one request, and a quick line is not held up by many.
 */
export function grownChunkSize(size: number, tookMs: number): number {
  if (tookMs > SLOW_MS) return shrunkChunkSize(size);
  if (tookMs >= AIM_MS) return size;
  return Math.min(MAX_CHUNK_BYTES, size * (tookMs < AIM_MS / 4 ? 4 : 2));
}

/** Size of the next chunk after one was cut off. */
export function shrunkChunkSize(size: number): number {
  return Math.max(MIN_CHUNK_BYTES, Math.floor(size / 2));
}

/** Under a limit (bytes per second, 0 for none) a chunk holds at most half a second's worth, so that the line stays even. */
export function limitedChunkSize(size: number, bytesPerSec: number): number {
  return bytesPerSec > 0 ? Math.max(1, Math.min(size, Math.ceil(bytesPerSec / 2))) : size;
}
