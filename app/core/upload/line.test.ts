import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';
import {
  FIRST_CHUNK_BYTES,
  grownChunkSize,
  limitedChunkSize,
  MAX_CHUNK_BYTES,
  MIN_CHUNK_BYTES,
  shrunkChunkSize,
} from './chunk-size.ts';
import { addThroughput, noThroughput, secondsLeft } from './throughput.ts';
import { emptyBucket, takeTokens } from './token-bucket.ts';

describe('backoffMs', () => {
  it('grows from one second to two minutes and never leaves the upper half of its step', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
        const ceiling = Math.min(120_000, 1000 * 2 ** Math.min(attempts, 20));
        const wait = backoffMs(attempts, random);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(ceiling / 2));
        expect(wait).toBeLessThanOrEqual(ceiling);
      }),
    );
  });
});

describe('chunk size', () => {
  it('stays within its bounds whatever the line does', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20_000 }))), (times) => {
        let size = FIRST_CHUNK_BYTES;
        for (const took of times) size = took === null ? shrunkChunkSize(size) : grownChunkSize(size, took);
        expect(size).toBeGreaterThanOrEqual(MIN_CHUNK_BYTES);
        expect(size).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
      }),
    );
  });

  it('grows on a quick line, halves on a slow one, and holds half a second of a limit', () => {
    expect(grownChunkSize(FIRST_CHUNK_BYTES, 100)).toBe(4 * FIRST_CHUNK_BYTES);
    expect(grownChunkSize(FIRST_CHUNK_BYTES, 600)).toBe(2 * FIRST_CHUNK_BYTES);
    expect(grownChunkSize(FIRST_CHUNK_BYTES, 2000)).toBe(FIRST_CHUNK_BYTES);
    expect(grownChunkSize(FIRST_CHUNK_BYTES, 9000)).toBe(FIRST_CHUNK_BYTES / 2);
    expect(limitedChunkSize(FIRST_CHUNK_BYTES, 100_000)).toBe(50_000);
    expect(limitedChunkSize(FIRST_CHUNK_BYTES, 0)).toBe(FIRST_CHUNK_BYTES);
  });
});

describe('takeTokens', () => {
  it('never lets more through than rate and burst allow, and wastes little of it', () => {
    const chunks = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1000, max: 1_000_000 }), fc.nat(2000), (sizes, rate, idleMs) => {
        let now = 0;
        let bucket = emptyBucket(now);
        let sent = 0;
        now += idleMs;
        for (const size of sizes) {
          const taken = takeTokens(bucket, size, rate, now);
          bucket = taken.bucket;
          now += taken.waitMs;
          sent += size;
          expect(sent).toBeLessThanOrEqual((rate * now) / 1000 + 1);
        }
        const needed = (sent / rate) * 1000;
        expect(now).toBeLessThanOrEqual(Math.max(needed, 0) + idleMs + 1);
      }),
    );
  });

  it('does not save up more than half a second', () => {
    const { waitMs } = takeTokens(emptyBucket(0), 2000, 1000, 3_600_000);
    expect(waitMs).toBeCloseTo(1500);
  });

  it('without a limit never waits', () => {
    expect(takeTokens(emptyBucket(0), 1e9, 0, 0).waitMs).toBe(0);
  });
});

describe('throughput', () => {
  it('is exact on an even line and follows a change within a few half-lives', () => {
    let mean = noThroughput;
    for (let i = 0; i < 10; i += 1) mean = addThroughput(mean, 500, 0.5);
    expect(mean.bytesPerSec).toBeCloseTo(1000);
    for (let i = 0; i < 40; i += 1) mean = addThroughput(mean, 50, 0.5);
    expect(mean.bytesPerSec).toBeLessThan(150);
    expect(secondsLeft(1000, 100)).toBe(10);
    expect(secondsLeft(1000, 0)).toBeNull();
  });
});
