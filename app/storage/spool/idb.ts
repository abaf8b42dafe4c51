import { openDb, type Db } from '../db/open.ts';
import { storageFailure } from '../failure.ts';
import type { SpoolSegment, SpoolStore, SpoolWriter } from './store.ts';

/** Records are numbered `segment * SEGMENT + n`, so that one number tells both. */
const SEGMENT = 1_000_000;

const allOf = (takeId: string) => IDBKeyRange.bound([takeId], [takeId, []]);

/**
 * Spools as records of the `spool` store. One append is one transaction with strict durability: its size follows from
 * how long the one before took, because the ring buffer gathers frames meanwhile.
 */
export const idbSpool: SpoolStore = {
  backend: 'idb',

  async create(takeId) {
    return new IdbWriter(await openDb(), takeId);
  },

  async list() {
    const ids: string[] = [];
    const { store } = (await openDb()).transaction('spool');
    let cursor = await store.openKeyCursor();
    while (cursor) {
      const [id] = cursor.key;
      ids.push(id);
      // Jumps over the other records of this take: [] is greater than every number.
      cursor = await store.openKeyCursor(IDBKeyRange.lowerBound([id, []], true));
    }
    return ids;
  },

  async segments(takeId) {
    const keys = await (await openDb()).getAllKeys('spool', allOf(takeId));
    const indexes = new Set(keys.map(([, number]) => Math.floor(number / SEGMENT)));
    return [...indexes].map((index): SpoolSegment => ({ index, open: () => openSegment(takeId, index) }));
  },

  async remove(takeId) {
    const tx = (await openDb()).transaction('spool', 'readwrite', { durability: 'strict' });
    await Promise.all([tx.store.delete(allOf(takeId)), tx.done]);
  },
};

async function openSegment(takeId: string, index: number): Promise<Blob> {
  const range = IDBKeyRange.bound([takeId, index * SEGMENT], [takeId, (index + 1) * SEGMENT], false, true);
  return new Blob(await (await openDb()).getAll('spool', range));
}

class IdbWriter implements SpoolWriter {
  readonly #db: Db;
  readonly #takeId: string;
  #segment = 0;
  #record = 0;

  constructor(db: Db, takeId: string) {
    this.#db = db;
    this.#takeId = takeId;
  }

  async append(bytes: Uint8Array): Promise<void> {
    const key: [string, number] = [this.#takeId, this.#segment * SEGMENT + this.#record];
    try {
      const tx = this.#db.transaction('spool', 'readwrite', { durability: 'strict' });
      // A full disk shows as `success` of the request and `abort` of the transaction: only `done` counts.
      await Promise.all([tx.store.put(bytes.slice().buffer, key), tx.done]);
    } catch (error) {
      throw storageFailure(error);
    }
    this.#record++;
  }

  flush(): void {
    // Every append was durable already.
  }

  async rotate(): Promise<void> {
    this.#segment++;
    this.#record = 0;
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}
