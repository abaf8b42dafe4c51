import type { ArtistCredit, Party } from '#contracts/release/release.ts';
import { parseArtistPage } from '../../identifiers/artist-page.ts';
import { sameNameKey } from '../../names/fold.ts';
import type { Look } from '../look.ts';
import { eachParty, fix, gathered, inParty, inTrack, when, type Found } from '../rule.ts';

/** Ids that say who somebody is, not where an artist's page is. */
const registries: readonly string[] = ['isni', 'ipi', 'ipn', 'dpid'];

/** Artists that the release or a track of it is by. */
function credited({ release, tracks, party }: Look): readonly Party[] {
  const ids = new Set<string>();
  const add = (credits: readonly ArtistCredit[]) => credits.forEach(({ partyId }) => ids.add(partyId));
  add(release.artists);
  tracks.forEach(({ artists }) => add(artists));
  return [...ids].map(party).filter((one) => one !== undefined);
}

const isVarious = ({ name }: Party, { limits }: Look) => limits.variousNames.includes(sameNameKey(name));

const pagesOf = (party: Party) => party.identifiers.filter(({ scheme }) => !registries.includes(scheme));
const isGiven = ({ value, isNew }: { value: string; isNew: boolean }) => value.trim() !== '' || isNew;

const missingStores = (party: Party, { limits }: Look) =>
  limits.requiredStores.filter((store) => !party.identifiers.some((one) => one.scheme === store && isGiven(one)));

const missing = (party: Party, store: string): Found => ({
  place: inParty(party, `identifiers.${store}`),
  details: { artist: party.name, store },
  fix: fix('markArtistNew', { scheme: store }),
});

export const artistRules = {
  ARTIST_IN_ASSET_MAY_NOT_BE_VARIOUS: (look: Look) =>
    gathered(look.tracks, (track) =>
      gathered(track.artists, ({ partyId }) => {
        const party = look.party(partyId);
        return when(party !== undefined && isVarious(party, look), () => ({
          place: inTrack(track, 'artists'),
          details: { artist: party?.name ?? '' },
        }));
      }),
    ),

  ARTIST_INVALID_IDENTIFIER: eachParty((party) =>
    gathered(party.kind === 'artist' ? pagesOf(party) : [], ({ scheme, value }) =>
      when(value.trim() !== '' && parseArtistPage(scheme, value) === null, () => ({
        place: inParty(party, `identifiers.${scheme}`),
        details: { artist: party.name, store: scheme, value },
      })),
    ),
  ),

  ARTIST_IDENTIFIER_REQUIRED: (look: Look) =>
    gathered(credited(look), (party) => {
      const [store] = missingStores(party, look);
      const hasNone = !pagesOf(party).some(isGiven);
      return when(store !== undefined && hasNone && !isVarious(party, look), () => missing(party, store ?? ''));
    }),

  DSP_IDENTIFIER_REQUIRED: (look: Look) =>
    gathered(credited(look), (party) =>
      pagesOf(party).some(isGiven) && !isVarious(party, look)
        ? missingStores(party, look).map((store) => missing(party, store))
        : [],
    ),
};
