import type { Orm } from '#server/db/open.ts';
import { findUpload, forgetFinished, staleUploads, touchUpload } from '#server/db/uploads.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Finisher } from './finish.ts';

const MINUTE_MS = 60_000;

interface ExpiryOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly finisher: Finisher;
  /** Milliseconds without a byte after which an unfinished upload is thrown away. */
  readonly ttlMs: number;
}

/** Knows since when uploads have been idle, and throws the forgotten ones away. */
export class Expiry {
  readonly #options: ExpiryOptions;
  readonly #noted = new Map<string, number>();

  constructor(options: ExpiryOptions) {
    this.#options = options;
  }

  /** Bytes are coming for an upload. Written down once a minute, for chunks may come many times a second. */
  async touch(id: string, now = Date.now()): Promise<void> {
    if (now - (this.#noted.get(id) ?? 0) < MINUTE_MS) return;
    this.#noted.set(id, now);
    await touchUpload(this.#options.orm, id, now);
  }

  /** When an upload goes if nothing more arrives, as an HTTP date. */
  expires(now = Date.now()): string {
    return new Date(now + this.#options.ttlMs).toUTCString();
  }

  /** @returns how many unfinished uploads were thrown away */
  async sweep(now = Date.now()): Promise<number> {
    const { orm, store, finisher, ttlMs } = this.#options;
    const before = now - ttlMs;
    const stale = new Set(await staleUploads(orm, before));
    for await (const { name, changedAt } of store.listUploads()) {
      if (changedAt < before && !(await findUpload(orm, name))) stale.add(name);
    }
    for (const id of stale) await finisher.discard(id);
    await forgetFinished(orm, before);
    for (const [id, time] of this.#noted) if (time < before) this.#noted.delete(id);
    return stale.size;
  }
}
