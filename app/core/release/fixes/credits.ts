import type { ArtistCredit, Party, ReleaseBundle } from '#contracts/release/release.ts';
import { sameNameKey } from '../names/fold.ts';
import { featuringIn, namesIn } from '../titles/featuring.ts';
import { editPlace, editRelease, editTracks, fieldOf, thingAt, withField } from './edit.ts';
import type { Fix, FixContext } from './fixes.ts';

/** Puts other artists in the place of one, everywhere. */
function replaceArtist(bundle: ReleaseBundle, id: string, others: readonly string[]): ReleaseBundle {
  const replaced = (credits: readonly ArtistCredit[]): ArtistCredit[] => {
    if (!credits.some(({ partyId }) => partyId === id)) return credits as ArtistCredit[];
    const all = credits.flatMap((credit) =>
      credit.partyId === id ? others.map((partyId) => ({ ...credit, partyId })) : [credit],
    );
    return all.filter(
      (credit, i) => all.findIndex((one) => one.partyId === credit.partyId && one.role === credit.role) === i,
    );
  };
  return editTracks(
    editRelease(bundle, (release) => ({ ...release, artists: replaced(release.artists) })),
    (track) => ({ ...track, artists: replaced(track.artists) }),
  );
}

/** Puts one party in the place of another, everywhere. */
function replaceParty(bundle: ReleaseBundle, id: string, other: string): ReleaseBundle {
  const swap = (one: string) => (one === id ? other : one);
  const swapped = <T extends { partyId: string }>(list: readonly T[]): T[] =>
    list.map((item) => (item.partyId === id ? { ...item, partyId: other } : item));
  const withArtist = replaceArtist(bundle, id, [other]);
  return editTracks(
    editRelease(withArtist, (release) => ({ ...release, labelId: release.labelId && swap(release.labelId) })),
    (track) => ({
      ...track,
      contributors: swapped(track.contributors),
      splits: swapped(track.splits),
      publisherIds: track.publisherIds.map(swap),
    }),
  );
}

/** An artist of this name: the one that is there, or a new one. */
function artistCalled(name: string, parties: readonly Party[], { parties: all, newId }: FixContext): Party {
  const known = [...parties, ...all].find(
    (party) => party.kind === 'artist' && sameNameKey(party.name) === sameNameKey(name),
  );
  return known ?? { id: newId(), kind: 'artist', name, identifiers: [] };
}

const withParties = (bundle: ReleaseBundle, parties: readonly Party[]): ReleaseBundle => {
  const added = parties.filter(({ id }) => !bundle.parties.some((party) => party.id === id));
  return added.length === 0 ? bundle : { ...bundle, parties: [...bundle.parties, ...added] };
};

const control = { copyrightControl: true, publisherIds: [] };

export const creditFixes: Readonly<Record<string, Fix>> = {
  setCopyrightControl: (bundle, { place }) =>
    editTracks(bundle, (track) => (place.on === 'release' || track.id === place.id ? { ...track, ...control } : track)),

  keepPublishers: (bundle, { place }) =>
    editTracks(bundle, (track) => (track.id === place.id ? { ...track, copyrightControl: false } : track)),

  removeRepeatedCredits: (bundle, { place }) =>
    editTracks(bundle, (track) => {
      if (track.id !== place.id) return track;
      const credit = ({ partyId, role, instrument }: (typeof track.contributors)[number]) =>
        `${partyId} ${role} ${instrument}`;
      const keys = track.contributors.map(credit);
      return {
        ...track,
        contributors: track.contributors.filter((_, i) => keys.indexOf(keys[i] ?? '') === i),
        publisherIds: [...new Set(track.publisherIds)],
      };
    }),

  useParty: (bundle, { place, values }, { parties }) => {
    const other = [...bundle.parties, ...parties].find(({ id }) => id === values['id']);
    if (!other) return bundle;
    const replaced = replaceParty(withParties(bundle, [other]), place.id, other.id);
    return { ...replaced, parties: replaced.parties.filter(({ id }) => id !== place.id) };
  },

  /** Guests leave the title and become artists. */
  moveFeaturing: (bundle, { place }, context) => {
    const found = featuringIn(String(fieldOf(thingAt(bundle, place), place.field) ?? ''));
    if (!found) return bundle;
    const guests = found.names.map((name) => artistCalled(name, bundle.parties, context));
    return editPlace(withParties(bundle, guests), place, (thing) => {
      const artists = fieldOf(thing, 'artists') as readonly ArtistCredit[];
      const added = guests
        .filter(({ id }) => !artists.some(({ partyId }) => partyId === id))
        .map(({ id }) => ({ partyId: id, role: 'featured' as const }));
      return withField(withField(thing, place.field, found.title), 'artists', [...artists, ...added]);
    });
  },

  /** One artist with several names becomes several artists. */
  splitArtist: (bundle, { place }, context) => {
    const party = bundle.parties.find(({ id }) => id === place.id);
    const names = namesIn(party?.name ?? '');
    if (!party || names.length < 2) return bundle;
    const others = bundle.parties.filter(({ id }) => id !== party.id);
    const [first = '', ...more] = names;
    const known = others.find(({ kind, name }) => kind === 'artist' && sameNameKey(name) === sameNameKey(first));
    const artists = [known ?? { ...party, name: first }, ...more.map((name) => artistCalled(name, others, context))];
    return replaceArtist(
      withParties({ ...bundle, parties: others }, artists),
      party.id,
      artists.map(({ id }) => id),
    );
  },
};
