import type { ReleaseBundle } from '#contracts/release/release.ts';
import { csvCell } from '#core/exchange/csv/rows.ts';
import { releaseColumns, trackColumns, type Parties } from './columns.ts';
import { writeItems } from './items.ts';

/** The same value in all rows of one release. */
export const KEY = 'release_key';
/** Identifiers of parties: `Nora Nord [artist] [spotify] [4Z8W4f…]`; `new` for a page that shall be made. */
export const PARTY_IDS = 'party_ids';
/** Name of the master, for people: a table carries no bytes. */
export const FILE = 'audio_file';

const row = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * A catalogue as a table by RFC 4180, UTF-8, one row for each track, with the columns of the release repeated. A release
 * without tracks is one row. Files are named only.
 */
export function* writeCatalogue(bundles: Iterable<ReleaseBundle>): Generator<string> {
  yield row([KEY, ...releaseColumns.map(({ name }) => name), PARTY_IDS, ...trackColumns.map(({ name }) => name), FILE]);
  for (const { release, parties } of bundles) {
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const lookup: Parties = { nameOf: (id) => names.get(id) ?? id, idOf: (_, name) => name };
    const ids = parties.flatMap(({ name, kind, identifiers }) =>
      identifiers.map(({ scheme, value, isNew }) => ({ text: name, parts: [kind, scheme, isNew ? 'new' : value] })),
    );
    const head = [release.id, ...releaseColumns.map(({ write }) => write(release, lookup)), writeItems(ids)];
    if (release.tracks.length === 0) yield row([...head, ...trackColumns.map(() => ''), '']);
    for (const track of release.tracks) {
      yield row([...head, ...trackColumns.map(({ write }) => write(track, lookup)), track.audio?.fileName ?? '']);
    }
  }
}
