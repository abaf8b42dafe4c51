/** A running mean of a transfer's speed. */
export interface Throughput {
  readonly bytesPerSec: number;
  /** Seconds of transfer that the mean stands on. */
  readonly weightSec: number;
}

export const noThroughput: Throughput = { bytesPerSec: 0, weightSec: 0 };

/** Older measurements lose half their weight in this time. */
const HALF_LIFE_SEC = 3;

/** Adds a measurement of `bytes` in `seconds` to the exponentially weighted mean. */
export function addThroughput(mean: Throughput, bytes: number, seconds: number): Throughput {
  if (seconds <= 0) return mean;
  const kept = mean.weightSec * 0.5 ** (seconds / HALF_LIFE_SEC);
  const weightSec = kept + seconds;
  return { bytesPerSec: (mean.bytesPerSec * kept + bytes) / weightSec, weightSec };
}

/** Seconds until `bytes` are through, or null while the speed is not known. */
export function secondsLeft(bytes: number, bytesPerSec: number): number | null {
  return bytesPerSec > 0 ? bytes / bytesPerSec : null;
}
