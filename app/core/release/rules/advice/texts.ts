import type { ReleaseTrack } from '#contracts/release/release.ts';
import { sameNameKey } from '../../names/fold.ts';
import { suggestCase } from '../../titles/casing.ts';
import { featuringIn, namesIn } from '../../titles/featuring.ts';
import { machineIn, promotionIn, withoutPromotion } from '../../titles/noise.ts';
import type { Look } from '../look.ts';
import {
  eachParty,
  eachTrack,
  fix,
  gathered,
  inParty,
  inRelease,
  inTrack,
  setTo,
  when,
  type Found,
  type Rule,
} from '../rule.ts';

type Titled = { readonly title: string; readonly version: string; readonly language: string };
type At = (field: string) => Found['place'];

/** A rule about the title and version of the release and of each track. */
function eachTitle(check: (text: string, language: string, place: Found['place']) => readonly Found[]): Rule {
  const both = ({ title, version, language }: Titled, at: At) => [
    ...check(title, language, at('title')),
    ...check(version, language, at('version')),
  ];
  const tracks = eachTrack((track) => both(track, (field) => inTrack(track, field)));
  return (look) => [...both(look.release, inRelease), ...tracks(look)];
}

/** The name of an artist at the front of a title, or who produced it at its end. */
function artistIn(title: string, names: readonly string[]): string | null {
  const head = /^(.+?)\s+[-–—:|]\s+\S/u.exec(title)?.[1];
  const name = head && names.find((one) => sameNameKey(one) === sameNameKey(head));
  return name ?? /[([]?\s*\b(?:prod(?:uced|uziert)?\.?\s+(?:by|von)\s+[^)\]]+)/iu.exec(title)?.[0] ?? null;
}

const disclosed = ({ ai }: ReleaseTrack) => Object.values(ai).some((share) => share !== 'none');

export const textAdvice = {
  TITLE_CASE: eachTitle((text, language, place) => {
    const suggestion = suggestCase(text, language);
    return suggestion === null ? [] : [{ place, details: { value: text, suggestion }, fix: setTo(suggestion) }];
  }),

  TITLE_HAS_FEATURING: eachTitle((text, _language, place) => {
    const found = featuringIn(text);
    return found ? [{ place, details: { value: text, names: found.names.join(', ') }, fix: fix('moveFeaturing') }] : [];
  }),

  TITLE_HAS_PROMOTION: eachTitle((text, _language, place) => {
    const word = promotionIn(text);
    const clean = withoutPromotion(text);
    return word === null ? [] : [{ place, details: { word }, ...(clean === text ? {} : { fix: setTo(clean) }) }];
  }),

  TITLE_HAS_ARTIST: (look: Look) => {
    const check = ({ title, artists }: { title: string; artists: ReleaseTrack['artists'] }, at: At) => {
      const names = artists.map(({ partyId }) => look.party(partyId)?.name ?? '').filter(Boolean);
      const found = artistIn(title, names);
      if (found === null) return [];
      const rest = title
        .replace(found, '')
        .replace(/^\s*[-–—:|]\s+|[([]?\s*[)\]]?\s*$/gu, '')
        .trim();
      return [
        { place: at('title'), details: { name: found.replace(/^[([]\s*/, '') }, ...(rest ? { fix: setTo(rest) } : {}) },
      ];
    };
    return [
      ...check(look.release, inRelease),
      ...gathered(look.tracks, (track) => check(track, (field) => inTrack(track, field))),
    ];
  },

  ARTIST_FIELD_HAS_SEVERAL: eachParty((party, { lists }) => {
    const names = party.kind === 'artist' ? namesIn(party.name) : [];
    // A name that stores know is one name: "Simon & Garfunkel".
    const isKnown =
      party.identifiers.some(({ value }) => value !== '') || (lists?.of('artists').countOf(party.name) ?? 0) > 0;
    return when(names.length > 1 && !isKnown, () => ({
      place: inParty(party, 'name'),
      details: { name: party.name, names: names.join(' · ') },
      fix: fix('splitArtist'),
    }));
  }),

  AI_NOT_DISCLOSED: (look: Look) =>
    gathered(look.tracks, (track) => {
      if (disclosed(track)) return [];
      const credits = track.contributors.map(({ partyId }) => look.party(partyId)?.name ?? '');
      const word = [track.title, track.version, track.audio?.fileName ?? '', ...credits].map(machineIn).find(Boolean);
      return when(word !== undefined, () => ({ place: inTrack(track, 'ai'), details: { word: word ?? '' } }));
    }),
};
