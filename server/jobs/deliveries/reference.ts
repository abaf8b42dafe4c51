import { createHash } from 'node:crypto';
import { AppError } from '#contracts/errors/app-error.ts';
import type { ReferenceDiff } from '#contracts/http/distribution.ts';
import { type ReferenceEntry, referenceLists } from '#contracts/release/catalogue.ts';
import { connectedAccounts } from '#server/db/distributor-accounts.ts';
import type { Orm } from '#server/db/open.ts';
import {
  addReference,
  confirmReference,
  currentReference,
  findReference,
  listReferences,
  type ReferenceRecord,
  rollBackReference,
} from '#server/db/reference-versions.ts';
import type { DistributorAccounts } from './accounts.ts';

interface ReferenceOptions {
  readonly orm: Orm;
  readonly accounts: DistributorAccounts;
  readonly now: () => number;
}

const DAY_MS = 86_400_000;

type Lists = ReferenceRecord['lists'];

/** The distributor's lists as each account sees them, kept in versions and read again once a day. */
export class ReferenceCache {
  readonly #options: ReferenceOptions;

  constructor(options: ReferenceOptions) {
    this.#options = options;
  }

  /** The lists as they stand, read from the distributor when there are none yet. */
  async current(userId: string): Promise<ReferenceRecord> {
    const known = await currentReference(this.#options.orm, userId, this.#provider);
    return known ?? this.refresh(userId);
  }

  /**
   * Reads all lists anew. A new version comes only of a change; after a roll-back the version that was left stays left
   * until the distributor changes something.
   */
  async refresh(userId: string): Promise<ReferenceRecord> {
    const { orm, accounts, now } = this.#options;
    const provider = await accounts.open(userId);
    const lists: Record<string, ReferenceEntry[]> = {};
    for (const name of referenceLists) lists[name] = (await provider.referenceList(name)).toSorted(byId);
    const hash = createHash('sha256').update(JSON.stringify(lists)).digest('hex');
    const [newest] = await listReferences(orm, userId, this.#provider);
    const last = newest && (await findReference(orm, userId, this.#provider, newest.version));
    if (last?.hash === hash) await confirmReference(orm, userId, this.#provider, now());
    else await addReference(orm, userId, this.#provider, { hash, lists, fetchedAt: now() });
    const current = await currentReference(orm, userId, this.#provider);
    if (!current) throw new AppError('http.not_found');
    return current;
  }

  /** Refreshes whatever is older than a day. @returns how many accounts were looked after */
  async refreshOld(report: (error: unknown) => void): Promise<number> {
    const { orm, now } = this.#options;
    let refreshed = 0;
    for (const { userId } of await connectedAccounts(orm, this.#provider)) {
      const known = await currentReference(orm, userId, this.#provider);
      if (known && known.fetchedAt > now() - DAY_MS) continue;
      await this.refresh(userId).then(() => (refreshed += 1), report);
    }
    return refreshed;
  }

  versions = (userId: string) => listReferences(this.#options.orm, userId, this.#provider);

  /** @throws AppError `http.not_found` */
  async diff(userId: string, from: number, to: number): Promise<ReferenceDiff> {
    const [before, after] = [await this.#version(userId, from), await this.#version(userId, to)];
    return { from, to, lists: diffOf(before.lists, after.lists) };
  }

  /** @throws AppError `http.not_found` */
  async rollBack(userId: string, version: number): Promise<void> {
    const done = await rollBackReference(this.#options.orm, userId, this.#provider, version);
    if (!done) throw new AppError('http.not_found');
  }

  async #version(userId: string, version: number): Promise<ReferenceRecord> {
    const found = await findReference(this.#options.orm, userId, this.#provider, version);
    if (!found) throw new AppError('http.not_found');
    return found;
  }

  get #provider(): string {
    return this.#options.accounts.provider;
  }
}

const byId = (a: ReferenceEntry, b: ReferenceEntry) => (a.id < b.id ? -1 : 1);

/** What came, went and changed its name, for the lists in which anything did. */
function diffOf(before: Lists, after: Lists): ReferenceDiff['lists'] {
  const lists: ReferenceDiff['lists'] = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = new Map((before[name] ?? []).map((entry) => [entry.id, entry]));
    const young = new Map((after[name] ?? []).map((entry) => [entry.id, entry]));
    const added = [...young.values()].filter(({ id }) => !old.has(id));
    const removed = [...old.values()].filter(({ id }) => !young.has(id));
    const renamed = [...young.values()].flatMap(({ id, name: to }) => {
      const from = old.get(id)?.name ?? to;
      return from === to ? [] : [{ id, from, to }];
    });
    if (added.length + removed.length + renamed.length > 0) lists[name] = { added, removed, renamed };
  }
  return lists;
}
