import * as v from 'valibot';
import type { ReferenceEntry } from '#contracts/release/catalogue.ts';
import type { Identifier, Party } from '#contracts/release/release.ts';
import { unlessRefused } from '../failure.ts';
import type { RemoteId } from '../port.ts';
import type { FugaClient } from './client.ts';
import { allRows, type Row } from './lists.ts';

const paths = { artist: '/artists', person: '/people', label: '/labels', publisher: '/publishing_houses' };

/** Ids of the two stores that every client knows; the others are found among the contracts by their names. */
const issuers: Readonly<Record<string, string>> = { spotify: '746109', apple: '1330598' };
/** Numbers of persons, not pages in stores. */
const notStores = new Set(['isni', 'ipi', 'ipn', 'dpid', '']);

const Known = v.object({
  identifier: v.nullish(v.string(), ''),
  newForIssuingOrg: v.nullish(v.boolean(), false),
  issuingOrganization: v.looseObject({ id: v.union([v.string(), v.number()]) }),
});

/** Artists, people, labels and publishing houses. */
export class FugaParties {
  readonly #client: FugaClient;
  readonly #stores: () => Promise<readonly ReferenceEntry[]>;

  constructor(client: FugaClient, stores: () => Promise<readonly ReferenceEntry[]>) {
    this.#client = client;
    this.#stores = stores;
  }

  async find(party: Party): Promise<RemoteId | null> {
    const named = await this.#named(party);
    if (party.kind !== 'artist') return named[0]?.id ?? null;
    const own = named.find((row) => row['proprietary_id'] === party.id);
    if (own) return own.id;
    for (const { id } of named) if (!(await this.#isSomebodyElse(id, party))) return id;
    return null;
  }

  /** An artist whose name is taken by somebody else gets a number of ours beside it. */
  async create(party: Party): Promise<RemoteId> {
    const isTaken = party.kind === 'artist' && (await this.#named(party)).length > 0;
    const body = { name: party.name.trim(), ...(isTaken ? { proprietary_id: party.id } : {}) };
    const { id } = await this.#client.call<{ id: unknown }>({ method: 'POST', path: paths[party.kind], body });
    return String(id);
  }

  async setIdentifier(artist: RemoteId, { scheme, value, isNew }: Identifier): Promise<void> {
    const issuer = await this.#issuerOf(scheme);
    if (issuer === null || (value === '' && !isNew)) return;
    const known = await this.#identifiers(artist);
    if (known.some((one) => String(one.issuingOrganization.id) === issuer)) return;
    const path = `/artists/${artist}/identifier`;
    const named = isNew ? {} : { identifier: value };
    const body = { issuingOrganization: Number(issuer), ...named, newForIssuingOrg: isNew };
    await unlessRefused(/^DUPLICATE/, () => this.#client.call({ method: 'POST', path, body }));
  }

  async #named(party: Party): Promise<Row[]> {
    const name = party.name.trim();
    const query: Record<string, string> = party.kind === 'person' ? { name } : { search: name };
    const found: Row[] = [];
    for await (const row of allRows(this.#client, paths[party.kind], query)) {
      if (same(row.name ?? '', name)) found.push(row);
    }
    return found;
  }

  /** Whether an artist of the same name has another page at a store than ours. */
  async #isSomebodyElse(id: RemoteId, party: Party): Promise<boolean> {
    const known = await this.#identifiers(id);
    for (const { scheme, value } of party.identifiers) {
      const issuer = value === '' ? null : await this.#issuerOf(scheme);
      const theirs = known.find((one) => String(one.issuingOrganization.id) === issuer);
      if (theirs?.identifier && tail(theirs.identifier) !== tail(value)) return true;
    }
    return false;
  }

  async #identifiers(artist: RemoteId): Promise<v.InferOutput<typeof Known>[]> {
    const answer = await this.#client.call<unknown>({ method: 'GET', path: `/artists/${artist}/identifier` });
    const rows = Array.isArray(answer) ? (answer as unknown[]) : [];
    return rows.flatMap((row) => {
      const parsed = v.safeParse(Known, row);
      return parsed.success ? [parsed.output] : [];
    });
  }

  async #issuerOf(scheme: string): Promise<string | null> {
    const wanted = plain(scheme);
    if (notStores.has(wanted)) return null;
    if (issuers[wanted] !== undefined) return issuers[wanted];
    const stores = await this.#stores();
    return stores.find(({ name, id }) => plain(name) === wanted || id === scheme)?.id ?? null;
  }
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** `spotify:artist:x` and `x` are the same page. */
const tail = (identifier: string) => identifier.split(/[:/]/).at(-1)?.toLowerCase() ?? '';
