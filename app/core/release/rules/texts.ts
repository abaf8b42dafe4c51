import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Party, Release, ReleaseTrack, Translation } from '#contracts/release/release.ts';
import type { Limits } from './limits.ts';
import { eachTrack, inParty, inRelease, inTrack, type Found, type Rule } from './rule.ts';

/** A text that somebody typed. */
export interface TypedText {
  readonly place: FieldPlace;
  readonly text: string;
  readonly kind: keyof Limits['lengths'];
  /** Lines may break in it. */
  readonly isLong: boolean;
}

type At = (field: string) => FieldPlace;
type Entry = readonly [field: string, text: string, kind: TypedText['kind']];

const typed = (at: At, entries: readonly Entry[]): TypedText[] =>
  entries
    .filter(([, text]) => text !== '')
    .map(([field, text, kind]) => ({ place: at(field), text, kind, isLong: kind === 'lyrics' || kind === 'notes' }));

const translated = (translations: readonly Translation[]): Entry[] =>
  translations.flatMap(({ title, version }, i): Entry[] => [
    [`translations.${i}.title`, title, 'title'],
    [`translations.${i}.version`, version, 'version'],
  ]);

const releaseTexts = (release: Release): TypedText[] =>
  typed(inRelease, [
    ['title', release.title, 'title'],
    ['version', release.version, 'version'],
    ['catalogNumber', release.catalogNumber, 'catalogNumber'],
    ['cLine.text', release.cLine.text, 'line'],
    ['pLine.text', release.pLine.text, 'line'],
    ['recordingLocation', release.recordingLocation, 'location'],
    ['notes', release.notes, 'notes'],
    ...translated(release.translations),
  ]);

const trackTexts = (track: ReleaseTrack): TypedText[] =>
  typed(
    (field) => inTrack(track, field),
    [
      ['title', track.title, 'title'],
      ['version', track.version, 'version'],
      ['pLine.text', track.pLine.text, 'line'],
      ['lyrics', track.lyrics, 'lyrics'],
      ['work.title', track.work?.title ?? '', 'title'],
      ['work.movementTitle', track.work?.movementTitle ?? '', 'title'],
      ...translated(track.translations),
    ],
  );

const partyTexts = (party: Party): TypedText[] =>
  typed((field) => inParty(party, field), [['name', party.name, 'name']]);

/** A rule about every text that was typed. */
export function eachText(check: (text: TypedText, limits: Limits) => Found | null): Rule {
  const all = (texts: readonly TypedText[], limits: Limits) =>
    texts.map((text) => check(text, limits)).filter((found) => found !== null);
  const tracks = eachTrack((track, limits) => all(trackTexts(track), limits));
  return (look) => [
    ...all(releaseTexts(look.release), look.limits),
    ...tracks(look),
    ...look.bundle.parties.flatMap((party) => all(partyTexts(party), look.limits)),
  ];
}
