/** What is left of a bandwidth allowance at one moment. Tokens are bytes; negative means borrowed. */
export interface TokenBucket {
  readonly tokens: number;
  /** Milliseconds of a monotonic clock. */
  readonly at: number;
}

/** Time an unused allowance may pile up, seconds. */
const BURST_SEC = 0.5;

/** A bucket that has nothing saved up. */
export function emptyBucket(at: number): TokenBucket {
  return { tokens: 0, at };
}

/**
 * Takes `bytes` out of the bucket, on credit if need be, and says how long to wait before using them so that the mean
 * rate never exceeds `bytesPerSec` by more than the burst of half a second. A rate of 0 or less means no limit.
 */
export function takeTokens(
  bucket: TokenBucket,
  bytes: number,
  bytesPerSec: number,
  now: number,
): { bucket: TokenBucket; waitMs: number } {
  if (bytesPerSec <= 0) return { bucket: emptyBucket(now), waitMs: 0 };
  const earned = (Math.max(0, now - bucket.at) / 1000) * bytesPerSec;
  const tokens = Math.min(bytesPerSec * BURST_SEC, bucket.tokens + earned) - bytes;
  return { bucket: { tokens, at: now }, waitMs: tokens < 0 ? (-tokens / bytesPerSec) * 1000 : 0 };
}
