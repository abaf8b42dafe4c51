import type { Preflight } from '#contracts/release/catalogue.ts';
import type { AudioFacts, FileFacts } from '#contracts/release/facts.ts';
import type { Party, ReleaseBundle, ReleaseTrack } from '#contracts/release/release.ts';
import { gtinKey } from '../identifiers/gtin.ts';
import { parseIsrc } from '../identifiers/isrc.ts';
import { sameNameKey, similarNameKey } from '../names/fold.ts';

export interface KnownTrack {
  readonly bundle: ReleaseBundle;
  readonly track: ReleaseTrack;
}

/** All other releases and parties, by what may be in them twice. */
export interface Catalogue {
  readonly byGtin: ReadonlyMap<string, readonly ReleaseBundle[]>;
  readonly byTitle: ReadonlyMap<string, readonly ReleaseBundle[]>;
  readonly byCatalogNumber: ReadonlyMap<string, readonly ReleaseBundle[]>;
  readonly byIsrc: ReadonlyMap<string, readonly KnownTrack[]>;
  /** By hash of the file. */
  readonly byBlob: ReadonlyMap<string, readonly KnownTrack[]>;
  /** By {@link tenthsOf} its length, as far as the files were looked at. */
  readonly byLength: ReadonlyMap<number, readonly (KnownTrack & { readonly sound: AudioFacts })[]>;
  readonly parties: PartyIndex;
}

/** Parties by kind and name: `artist:the beatles`. */
export interface PartyIndex {
  readonly bySameName: ReadonlyMap<string, readonly Party[]>;
  readonly bySimilarName: ReadonlyMap<string, readonly Party[]>;
}

type Releases = Omit<Catalogue, 'parties'>;

// The catalogue changes less often than the release that is worked on: its index stays as long as the list is the same.
const releases = new WeakMap<readonly ReleaseBundle[], { readonly size: number; readonly index: Releases }>();
const parties = new WeakMap<readonly Party[], PartyIndex>();

export function catalogueOf({ others, facts, parties: all }: Preflight): Catalogue {
  let known = releases.get(others);
  // Facts come in while files are looked at, into the same map.
  if (known?.size !== facts.size)
    releases.set(others, (known = { size: facts.size, index: releaseIndex(others, facts) }));
  let people = parties.get(all);
  if (!people) parties.set(all, (people = partyIndex(all)));
  return { ...known.index, parties: people };
}

/** Length in tenths of a second. */
export const tenthsOf = ({ durationSec }: AudioFacts): number => Math.round(durationSec * 10);

function releaseIndex(others: readonly ReleaseBundle[], facts: ReadonlyMap<string, FileFacts>): Releases {
  const index = {
    ...{ byGtin: new Map(), byTitle: new Map(), byCatalogNumber: new Map() },
    ...{ byIsrc: new Map(), byBlob: new Map(), byLength: new Map() },
  };
  for (const bundle of others) {
    const { release } = bundle;
    if (release.isTemplate || release.deletedAt !== null) continue;
    add(index.byGtin, gtinKey(release.upc), bundle);
    add(index.byTitle, sameNameKey(release.title), bundle);
    add(index.byCatalogNumber, sameNameKey(release.catalogNumber), bundle);
    for (const track of release.tracks) {
      const known = { bundle, track };
      add(index.byIsrc, parseIsrc(track.isrc) ?? '', known);
      add(index.byIsrc, parseIsrc(track.dolbyAtmos?.isrc ?? '') ?? '', known);
      add(index.byBlob, track.audio?.blobHash ?? '', known);
      const sound = facts.get(track.audio?.blobHash ?? '');
      if (sound?.kind === 'audio') add(index.byLength, tenthsOf(sound), { ...known, sound });
    }
  }
  return index;
}

function partyIndex(all: readonly Party[]): PartyIndex {
  const index = { bySameName: new Map(), bySimilarName: new Map() };
  for (const party of all) {
    add(index.bySameName, `${party.kind}:${sameNameKey(party.name)}`, party);
    add(index.bySimilarName, `${party.kind}:${similarNameKey(party.name)}`, party);
  }
  return index;
}

function add<K extends string | number, T>(map: Map<K, T[]>, key: K, value: T): void {
  if (typeof key === 'string' && (key === '' || key.endsWith(':'))) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
