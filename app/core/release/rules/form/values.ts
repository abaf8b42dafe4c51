import type { FieldPlace } from '#contracts/release/finding.ts';
import type { ReferenceList } from '#contracts/release/catalogue.ts';
import { isAudioLanguage, isLanguage } from '../../languages/codes.ts';
import { isTerritory } from '../../territories/codes.ts';
import type { Look } from '../look.ts';
import { eachParty, eachTrack, gathered, inParty, inRelease, inTrack, setTo, when, type Found } from '../rule.ts';

const notIn = (place: FieldPlace, value: string, isIn: (value: string) => boolean): readonly Found[] =>
  when(value !== '' && !isIn(value), () => {
    const lower = value.trim().toLowerCase();
    const upper = lower.toUpperCase();
    const fixed = [lower, upper].find(isIn);
    return { place, details: { value }, ...(fixed ? { fix: setTo(fixed) } : {}) };
  });

/** Whether a list of the distributor has an id; all are taken where it gave none. */
const inList = (look: Look, name: ReferenceList) => (id: string) => {
  const list = look.lists?.of(name);
  return !list?.isKnown || list.hasId(id);
};

const builtIn = eachTrack((track) => [
  ...notIn(inTrack(track, 'language'), track.language, isLanguage),
  ...notIn(inTrack(track, 'audioLanguage'), track.audioLanguage, isAudioLanguage),
  ...notIn(inTrack(track, 'countryOfRecording'), track.countryOfRecording, isTerritory),
  ...gathered([...track.translations.entries()], ([i, { language }]) =>
    notIn(inTrack(track, `translations.${i}.language`), language, isLanguage),
  ),
]);

const outside = (place: FieldPlace, value: number | null, least: number, most: number): readonly Found[] =>
  when(value !== null && (value < least || value > most), () => ({
    place,
    details: { value: value ?? 0, least, most },
  }));

const trackNumbers = eachTrack((track, { earliestYear, preview }) => [
  ...outside(inTrack(track, 'recordingYear'), track.recordingYear, earliestYear, 9999),
  ...outside(inTrack(track, 'pLine.year'), track.pLine.year, earliestYear, 9999),
  ...outside(inTrack(track, 'work.movementNumber'), track.work?.movementNumber ?? null, 1, 999),
  // None at all is what PREVIEW_SETTINGS_INVALID says.
  ...outside(inTrack(track, 'preview.lengthSec'), track.preview?.lengthSec || null, preview.least, preview.most),
]);

const repeated = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, i) => value !== '' && values.indexOf(value) < i)),
];

const trackRepeats = eachTrack((track) =>
  repeated(track.translations.map(({ language }) => language)).map((value) => ({
    place: inTrack(track, 'translations'),
    details: { value },
  })),
);

export const valueRules = {
  FIELD_VALUE_NOT_IN_LIST: (look: Look) => [
    ...notIn(inRelease('language'), look.release.language, isLanguage),
    ...notIn(inRelease('tier'), look.release.tier, inList(look, 'catalogTiers')),
    ...gathered([...look.release.translations.entries()], ([i, { language }]) =>
      notIn(inRelease(`translations.${i}.language`), language, isLanguage),
    ),
    ...builtIn(look),
    ...gathered(look.tracks, (track) =>
      gathered(track.contributors, ({ role, instrument }) => [
        ...notIn(inTrack(track, 'contributors'), role, inList(look, 'contributorRoles')),
        ...notIn(inTrack(track, 'contributors'), instrument, inList(look, 'instruments')),
      ]).map(({ place, details }) => ({ place, ...(details ? { details } : {}) })),
    ),
  ],

  FIELD_VALUE_NOT_IN_RANGE: (look: Look) => {
    const { release, limits } = look;
    return [
      ...outside(inRelease('recordingYear'), release.recordingYear, limits.earliestYear, 9999),
      ...outside(inRelease('cLine.year'), release.cLine.year, limits.earliestYear, 9999),
      ...outside(inRelease('pLine.year'), release.pLine.year, limits.earliestYear, 9999),
      ...trackNumbers(look),
    ];
  },

  /** What may be there once: a language of translations, and an id that says who somebody is. */
  FIELD_UNIQUE: (look: Look) => {
    const owners = new Map<string, string>();
    return [
      ...repeated(look.release.translations.map(({ language }) => language)).map((value) => ({
        place: inRelease('translations'),
        details: { value },
      })),
      ...trackRepeats(look),
      ...eachParty((party) =>
        gathered(party.identifiers, ({ scheme, value }) => {
          const key = `${party.kind} ${scheme} ${value.trim()}`;
          const owner = owners.get(key);
          if (owner === undefined) owners.set(key, party.id);
          return when(value.trim() !== '' && owner !== undefined, () => ({
            place: inParty(party, `identifiers.${scheme}`),
            details: { value },
          }));
        }),
      )(look),
    ];
  },
};
