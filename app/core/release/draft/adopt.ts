import type { Party, Release, ReleaseBundle } from '#contracts/release/release.ts';

/**
 * Parties of the catalogue, for bundles that come from elsewhere: one whose id is known, or whose name is known and whose
 * identifiers say nothing else, is the same party. What is stored is never changed, but for identifiers that it lacks.
 */
export class PartyMerge {
  /** New parties, and those with more identifiers than before; to be written. */
  readonly changed = new Map<string, Party>();
  readonly #byId = new Map<string, Party>();
  readonly #byName = new Map<string, string[]>();

  constructor(known: readonly Party[]) {
    for (const party of known) this.#index(party);
  }

  /** The release of a bundle with the parties of the catalogue in it. */
  adopt({ release, parties }: ReleaseBundle): Release {
    const ids = new Map(parties.map((party) => [party.id, this.#take(party)]));
    return withParties(release, (id) => ids.get(id) ?? id);
  }

  #take(party: Party): string {
    const same = this.#byId.get(party.id) ?? this.#sameAs(party);
    if (!same) {
      this.#index(party);
      this.changed.set(party.id, party);
      return party.id;
    }
    const has = new Set(same.identifiers.map(({ scheme }) => scheme));
    const added = party.identifiers.filter(({ scheme }) => !has.has(scheme));
    if (added.length > 0) {
      const more = { ...same, identifiers: [...same.identifiers, ...added] };
      this.#byId.set(same.id, more);
      this.changed.set(same.id, more);
    }
    return same.id;
  }

  #sameAs(party: Party): Party | undefined {
    return this.#byName
      .get(nameKey(party))
      ?.map((id) => this.#byId.get(id))
      .find((one) => one !== undefined && !contradict(one, party));
  }

  #index(party: Party): void {
    this.#byId.set(party.id, party);
    const key = nameKey(party);
    const named = this.#byName.get(key);
    if (named) named.push(party.id);
    else this.#byName.set(key, [party.id]);
  }
}

const nameKey = ({ kind, name }: Party): string => `${kind} ${name.normalize('NFC')}`;

/** Whether two parties have the same scheme with other values. */
const contradict = (a: Party, b: Party): boolean =>
  a.identifiers.some((one) => b.identifiers.some(({ scheme, value }) => scheme === one.scheme && value !== one.value));

function withParties(release: Release, idOf: (id: string) => string): Release {
  const named = <T extends { readonly partyId: string }>(all: readonly T[]): T[] =>
    all.map((one) => ({ ...one, partyId: idOf(one.partyId) }));
  return {
    ...release,
    labelId: release.labelId === null ? null : idOf(release.labelId),
    artists: named(release.artists),
    tracks: release.tracks.map((track) => ({
      ...track,
      artists: named(track.artists),
      contributors: named(track.contributors),
      splits: named(track.splits),
      publisherIds: track.publisherIds.map(idOf),
    })),
  };
}
