import { expose } from 'comlink';
import { AppError } from '#contracts/errors/app-error.ts';
import { spoolOf } from './spools.ts';
import type { SpoolWriter } from './store.ts';

let writer: SpoolWriter;

/** Drives one spool writer where the product drives it: in a dedicated worker. */
const driver = {
  async create(backend: 'opfs' | 'idb', takeId: string) {
    writer = await spoolOf(backend).create(takeId);
  },
  /** Appends blocks of `size` bytes, each all of one value or noise behind it, and counts those that were taken. */
  async append(
    values: readonly number[],
    size: number,
    noise = false,
  ): Promise<{ taken: number; error: string | null }> {
    let taken = 0;
    for (const value of values) {
      try {
        const block = new Uint8Array(size).fill(value);
        if (noise) crypto.getRandomValues(block.subarray(1));
        await writer.append(block);
      } catch (error) {
        return { taken, error: error instanceof AppError ? error.code : String(error) };
      }
      taken++;
    }
    return { taken, error: null };
  },
  rotate: () => writer.rotate(),
  flush: () => writer.flush(),
  close: () => writer.close(),
};

export type SpoolDriver = typeof driver;

expose(driver);
