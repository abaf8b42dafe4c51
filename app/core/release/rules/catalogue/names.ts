import type { Party } from '#contracts/release/release.ts';
import { sameNameKey, similarNameKey } from '../../names/fold.ts';
import type { Look } from '../look.ts';
import { eachParty, fix, inParty, when } from '../rule.ts';

/** Ids that tell namesakes apart. */
const idsOf = ({ identifiers }: Party) => identifiers.filter(({ value }) => value.trim() !== '');

/** Whether ids say that these are two: both have one of a kind, and they differ. */
const areTold = (one: Party, other: Party) =>
  idsOf(one).some(({ scheme, value }) =>
    idsOf(other).some((id) => id.scheme === scheme && id.value.trim() !== value.trim()),
  );

const others = (party: Party, known: readonly Party[] | undefined) =>
  known?.find((other) => other.id !== party.id && !areTold(party, other));

/** Somebody else of this kind bears the same name, and nothing tells them apart. */
const twice = (kind: Party['kind']) =>
  eachParty((party, { catalogue }) => {
    if (party.kind !== kind) return [];
    const other = others(party, catalogue.parties.bySameName.get(`${kind}:${sameNameKey(party.name)}`));
    return when(other !== undefined, () => ({
      place: inParty(party, 'name'),
      details: { name: party.name },
      fix: fix('useParty', { id: other?.id ?? '' }),
    }));
  });

export const nameRules = {
  DUPLICATE_ARTIST_NAME: twice('artist'),
  DUPLICATE_PERSON_NAME: twice('person'),
  DUPLICATE_LABEL_NAME: twice('label'),
  DUPLICATE_PUBLISHINGHOUSE_NAME: twice('publisher'),

  /** The same artist spelt in two ways would become two artists at the stores. */
  SIMILAR_ARTIST_NAME: eachParty((party, look: Look) => {
    const list = look.lists?.of('artists');
    if (party.kind !== 'artist' || party.name === '' || (list && list.countOf(party.name) > 0)) return [];
    const alike = look.catalogue.parties.bySimilarName
      .get(`artist:${similarNameKey(party.name)}`)
      ?.filter(({ name }) => sameNameKey(name) !== sameNameKey(party.name));
    const own = others(party, alike);
    const other = own?.name ?? list?.similarTo(party.name)[0]?.name;
    return when(other !== undefined, () => ({
      place: inParty(party, 'name'),
      details: { name: party.name, other: other ?? '' },
      fix: own ? fix('useParty', { id: own.id }) : fix('setField', { value: other ?? '' }),
    }));
  }),

  /** The distributor knows several of this name; its own id says which is meant, or the page at a store. */
  MULTIPLE_ARTISTS_FOUND: eachParty((party, { lists, limits }) => {
    const count = party.kind === 'artist' ? (lists?.of('artists').countOf(party.name) ?? 0) : 0;
    const isSaid = party.identifiers.some(
      ({ scheme, value }) =>
        value.trim() !== '' && (scheme === lists?.provider || limits.requiredStores.includes(scheme)),
    );
    return when(count > 1 && !isSaid, () => ({
      place: inParty(party, `identifiers.${limits.requiredStores[0] ?? lists?.provider ?? ''}`),
      details: { name: party.name, count },
    }));
  }),
};
