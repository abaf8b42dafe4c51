import type { ReferenceList } from '#contracts/release/catalogue.ts';
import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Party } from '#contracts/release/release.ts';
import type { Look } from '../look.ts';
import { eachTrack, fix, gathered, inParty, inRelease, inTrack, when, type Found } from '../rule.ts';

/** What is named and not there: no such party, or one of another kind. */
const lost = (look: Look, ids: readonly string[], kind: Party['kind'], place: FieldPlace): readonly Found[] =>
  gathered(ids, (id) =>
    when(look.party(id)?.kind !== kind, () => ({ place, details: { id, name: look.party(id)?.name ?? id } })),
  );

/** Ids of the distributor that it has not. */
const unknown = (look: Look, kind: Party['kind'], list: ReferenceList): readonly Found[] => {
  const { lists } = look;
  if (!lists?.of(list).isKnown) return [];
  return gathered(look.bundle.parties, (party) =>
    gathered(party.kind === kind ? party.identifiers : [], ({ scheme, value }) =>
      when(scheme === lists.provider && value !== '' && !lists.of(list).hasId(value), () => ({
        place: inParty(party, `identifiers.${scheme}`),
        details: { id: value, name: party.name },
      })),
    ),
  );
};

const repeats = <T>(things: readonly T[], key: (thing: T) => string): readonly T[] => {
  const seen = new Set<string>();
  return things.filter((thing) => {
    const isKnown = seen.has(key(thing));
    seen.add(key(thing));
    return isKnown;
  });
};

const notFound = (look: Look, list: ReferenceList, place: FieldPlace, id: string): readonly Found[] =>
  when(id !== '' && (look.lists?.of(list).isKnown ?? false) && !look.lists?.of(list).hasId(id), () => ({
    place,
    details: { value: id },
  }));

export const referenceRules = {
  LABEL_NOT_FOUND: (look: Look) => [
    ...lost(look, look.release.labelId === null ? [] : [look.release.labelId], 'label', inRelease('labelId')),
    ...unknown(look, 'label', 'labels'),
  ],

  ARTIST_NOT_FOUND: (look: Look) => {
    const idsOf = (artists: readonly { readonly partyId: string }[]) => artists.map(({ partyId }) => partyId);
    return [
      ...lost(look, idsOf(look.release.artists), 'artist', inRelease('artists')),
      ...gathered(look.tracks, (track) => lost(look, idsOf(track.artists), 'artist', inTrack(track, 'artists'))),
      ...unknown(look, 'artist', 'artists'),
    ];
  },

  GENRE_NOT_FOUND: (look: Look) => {
    const { release, tracks } = look;
    return [
      ...notFound(look, 'genres', inRelease('genre'), release.genre),
      ...notFound(look, 'genres', inRelease('alternateGenre'), release.alternateGenre),
      ...notFound(look, 'subgenres', inRelease('subgenre'), release.subgenre),
      ...notFound(look, 'subgenres', inRelease('alternateSubgenre'), release.alternateSubgenre),
      ...gathered(tracks, (track) => [
        ...notFound(look, 'genres', inTrack(track, 'genre'), track.genre),
        ...notFound(look, 'subgenres', inTrack(track, 'subgenre'), track.subgenre),
      ]),
    ];
  },

  DUPLICATE_CONTRIBUTOR: (look: Look) =>
    gathered(look.tracks, (track) =>
      repeats(track.contributors, ({ partyId, role, instrument }) => `${partyId} ${role} ${instrument}`).map(
        ({ partyId, role }) => ({
          place: inTrack(track, 'contributors'),
          details: { name: look.party(partyId)?.name ?? partyId, role },
          fix: fix('removeRepeatedCredits'),
        }),
      ),
    ),

  DUPLICATE_PUBLISHER: eachTrack((track) =>
    repeats(track.publisherIds, (id) => id).map(() => ({
      place: inTrack(track, 'publisherIds'),
      details: { title: track.title },
      fix: fix('removeRepeatedCredits'),
    })),
  ),
};
