import * as v from 'valibot';
import type { ReferenceEntry, ReferenceList } from '#contracts/release/catalogue.ts';
import type { FugaClient } from './client.ts';

const PAGE_SIZE = 100;
/** A list that never ends is a mistake of the service. */
const PAGES_MAX = 1_000;

const Id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
/** The part of a row that is looked at; ids are numbers beyond 32 bits or names. */
export const Row = v.looseObject({ id: Id, name: v.optional(v.nullable(v.string()), '') });
export type Row = v.InferOutput<typeof Row>;

/** Rows of a page, whether the list came bare or wrapped. */
function rowsOf(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  const list = typeof answer === 'object' && answer !== null ? Object.values(answer).find(Array.isArray) : undefined;
  return (list as unknown[] | undefined) ?? [];
}

/** All rows of a list, page after page, in memory one page at a time. */
export async function* allRows(
  client: FugaClient,
  path: string,
  query: Readonly<Record<string, string>> = {},
): AsyncGenerator<Row> {
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer = await client.call<unknown>({ method: 'GET', path, query: { ...query, page, page_size: PAGE_SIZE } });
    const rows = rowsOf(answer);
    for (const row of rows) {
      const parsed = v.safeParse(Row, row);
      if (parsed.success) yield parsed.output;
    }
    if (Array.isArray(answer) || rows.length < PAGE_SIZE) return;
  }
}

const paths: Readonly<Record<Exclude<ReferenceList, 'stores'>, string>> = {
  genres: '/miscellaneous/genres',
  subgenres: '/miscellaneous/subgenres',
  languages: '/miscellaneous/languages',
  audioLanguages: '/miscellaneous/audio_locales',
  contributorRoles: '/miscellaneous/contributor_roles',
  instruments: '/miscellaneous/instruments',
  territories: '/miscellaneous/territories',
  catalogTiers: '/miscellaneous/catalog-tiers',
  artists: '/artists',
  labels: '/labels',
  people: '/people',
  publishers: '/publishing_houses',
};

const Contract = v.looseObject({ dsp: v.object({ id: Id, name: v.string() }) });

/** One list of reference data, whole. */
export async function referenceList(client: FugaClient, list: ReferenceList): Promise<ReferenceEntry[]> {
  const found: ReferenceEntry[] = [];
  if (list === 'stores') {
    const answer = await client.call<unknown>({ method: 'GET', path: '/contracts', query: { page_size: PAGE_SIZE } });
    for (const row of rowsOf(answer)) {
      const parsed = v.safeParse(Contract, row);
      if (parsed.success) found.push(parsed.output.dsp);
    }
    return found;
  }
  for await (const { id, name } of allRows(client, paths[list])) found.push({ id, name: name ?? '' });
  return found;
}
