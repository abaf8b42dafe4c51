import {
  FIRST_CHUNK_BYTES,
  grownChunkSize,
  limitedChunkSize,
  shrunkChunkSize,
  MIN_CHUNK_BYTES,
} from '#core/upload/chunk-size.ts';
import { addThroughput, noThroughput } from '#core/upload/throughput.ts';
import { emptyBucket, takeTokens } from '#core/upload/token-bucket.ts';

/** What the uploader has learned about the line, over all jobs of one run: chunk size, speed, allowance used up. */
export class Line {
  #limit: number;
  #chunkBytes = FIRST_CHUNK_BYTES;
  #mostBytes = Number.POSITIVE_INFINITY;
  #bucket = emptyBucket(performance.now());
  #speed = noThroughput;
  #since = performance.now();

  /** @param limit bytes per second, 0 for none */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Changes the limit from the next chunk on. */
  set limit(bytesPerSec: number) {
    this.#limit = bytesPerSec;
  }

  /** Smoothed, bytes per second. */
  get bytesPerSec(): number {
    return this.#speed.bytesPerSec;
  }

  /** Size in bytes of the next chunk. */
  get chunkBytes(): number {
    return limitedChunkSize(Math.min(this.#chunkBytes, this.#mostBytes), this.#limit);
  }

  /** Begins to measure speed: the time since the last chunk was no transfer. */
  begin(): void {
    this.#since = performance.now();
  }

  /** Resolves when `bytes` may go out; rejects with an AbortError when `signal` fires. */
  async admit(bytes: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { bucket, waitMs } = takeTokens(this.#bucket, bytes, this.#limit, performance.now());
    this.#bucket = bucket;
    if (waitMs > 0) await pause(waitMs, signal);
  }

  /** A chunk went through, its request took `tookMs`. */
  succeeded(bytes: number, tookMs: number): void {
    const now = performance.now();
    this.#speed = addThroughput(this.#speed, bytes, (now - this.#since) / 1000);
    this.#since = now;
    // Small chunks say nothing about large ones: the last of a file, or those of a limited line.
    if (bytes >= this.#chunkBytes) this.#chunkBytes = grownChunkSize(this.#chunkBytes, tookMs);
  }

  /**
   * Something on the way takes no requests of `bytes`; proxies often stop at 1 MB. Chunks stay smaller from now on.
   *
   * @returns false when they cannot get any smaller
   */
  tooLarge(bytes: number): boolean {
    if (bytes <= MIN_CHUNK_BYTES) return false;
    this.#mostBytes = shrunkChunkSize(bytes);
    return true;
  }

  /** A chunk was cut off. */
  failed(): void {
    this.#chunkBytes = shrunkChunkSize(this.#chunkBytes);
    this.#since = performance.now();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
