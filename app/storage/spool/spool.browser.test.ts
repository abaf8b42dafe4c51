import { wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import type { SpoolDriver } from './spool.test.worker.ts';
import { listSpools, spoolBytes, spoolOf } from './spools.ts';

// Chromium's IndexedDB asks for the room left twice a minute at most, so a new quota may go
// unnoticed for that long, unless it is the first thing asked.
const slow = { timeout: 40_000, interval: 100 };

let worker: Worker;
let driver: Remote<SpoolDriver>;

beforeEach(() => {
  worker = new Worker(new URL('./spool.test.worker.ts', import.meta.url), { type: 'module' });
  driver = wrap<SpoolDriver>(worker);
});
afterEach(() => worker.terminate());

describe.each(['idb', 'opfs'] as const)('the %s spool', (backend) => {
  const store = spoolOf(backend);

  /** The bytes of each segment, as runs of [value, length]. */
  async function content(takeId: string): Promise<{ index: number; runs: [number, number][] }[]> {
    const segments = [];
    for (const { index, open } of await store.segments(takeId)) {
      const runs: [number, number][] = [];
      for (const byte of new Uint8Array(await (await open()).arrayBuffer())) {
        const last = runs.at(-1);
        if (last?.[0] === byte) last[1]++;
        else runs.push([byte, 1]);
      }
      segments.push({ index, runs });
    }
    return segments;
  }

  test('says that the disk is full, keeps what was taken, and goes on when there is room again', async () => {
    const { usage = 0 } = await navigator.storage.estimate();
    await overrideQuota(usage + 400_000);
    await driver.create(backend, 'full');
    expect(await driver.append([1, 2], 50_000, true)).toEqual({ taken: 2, error: null });
    const error = await vi.waitUntil(async () => (await driver.append([3, 4, 5], 50_000, true)).error, slow);
    expect(error).toBe('storage.quota');
    await overrideQuota(null);
    await vi.waitUntil(async () => (await driver.append([99], 50_000, true)).error === null, slow);
    await driver.close();
    const [segment] = await store.segments('full');
    const bytes = new Uint8Array((await (await segment?.open())?.arrayBuffer()) ?? []);
    const firsts = Array.from({ length: bytes.length / 50_000 }, (_, i) => bytes[i * 50_000]);
    expect(firsts.slice(0, 2)).toEqual([1, 2]);
    expect(firsts.at(-1)).toBe(99);
    // Every confirmed block once and in its order; the refused ones are at the end of the row and nowhere.
    for (const [i, value] of firsts.slice(2, -1).entries()) expect(value).toBe(3 + (i % 3));
    await store.remove('full');
  }, 90_000);

  test('keeps bytes in order, in segments, and forgets a removed take', async () => {
    await driver.create(backend, 'a');
    await driver.append([1, 2], 700);
    await driver.rotate();
    await driver.append([3], 500);
    await driver.flush();
    await driver.rotate();
    await driver.append([4, 5], 10);
    await driver.close();
    expect(await content('a')).toEqual([
      {
        index: 0,
        runs: [
          [1, 700],
          [2, 700],
        ],
      },
      { index: 1, runs: [[3, 500]] },
      {
        index: 2,
        runs: [
          [4, 10],
          [5, 10],
        ],
      },
    ]);
    expect(await spoolBytes(store, 'a')).toBe(1920);
    expect(await listSpools()).toMatchObject([{ takeId: 'a', store: { backend } }]);
    await store.remove('a');
    await store.remove('a');
    expect(await store.list()).toEqual([]);
    expect(await store.segments('a')).toEqual([]);
  });

  test('keeps takes apart', async () => {
    for (const id of ['a', 'aa', 'b']) {
      await driver.create(backend, id);
      await driver.append([id.length], 100);
      await driver.close();
    }
    expect((await store.list()).toSorted()).toEqual(['a', 'aa', 'b']);
    await store.remove('a');
    expect((await store.list()).toSorted()).toEqual(['aa', 'b']);
    expect(await content('aa')).toEqual([{ index: 0, runs: [[2, 100]] }]);
    for (const id of ['aa', 'b']) await store.remove(id);
  });

  test('has everything that an append confirmed when its thread dies without warning', async () => {
    await driver.create(backend, 'dead');
    await driver.append([1, 2, 3], 6000);
    await driver.rotate();
    await driver.append([4], 6000);
    worker.terminate();
    const segments = (await content('dead')).filter(({ runs }) => runs.length > 0);
    expect(segments.flatMap(({ runs }) => runs)).toEqual([1, 2, 3, 4].map((value) => [value, 6000]));
    await store.remove('dead');
  });
});

async function overrideQuota(quotaSize: number | null): Promise<void> {
  const { origin } = location;
  await cdp().send('Storage.overrideQuotaForOrigin', quotaSize === null ? { origin } : { origin, quotaSize });
}
