import type { ArtistCredit, Release, ReleaseTrack } from '#contracts/release/release.ts';
import type { Look } from '../look.ts';
import { eachParty, eachTrack, fix, gathered, inParty, inRelease, inTrack, setTo, when, type Found } from '../rule.ts';
import { lacksAllCodes } from './identifiers.ts';

type Fields = readonly (readonly [field: string, isMissing: boolean, value?: Found['fix']])[];

const lacksPrimary = (artists: readonly ArtistCredit[]) => !artists.some(({ role }) => role === 'primary');
const isEmptyLine = (line: { year: number | null; text: string }) => line.year === null && line.text === '';

const missing = (fields: Fields, place: (field: string) => Found['place']): Found[] =>
  fields
    .filter(([, isMissing]) => isMissing)
    .map(([field, , value]) => ({ place: place(field), details: { field }, ...(value ? { fix: value } : {}) }));

const ofRelease = (look: Look): Fields => {
  const { release, tracks, limits } = look;
  const isPreordered = tracks.some(({ preorder }) => preorder !== 'standard');
  return [
    ['title', release.title === ''],
    ['language', release.language === ''],
    ['artists', lacksPrimary(release.artists)],
    ['labelId', release.labelId === null],
    ['upc', release.upc === '' && !release.assignUpc && !lacksAllCodes(look), fix('assignUpc')],
    ['catalogNumber', release.catalogNumber === '' && limits.asksCatalogNumber],
    ['genre', release.genre === ''],
    [
      'explicit',
      release.explicit === 'unset' && tracks.every(({ explicit }) => explicit !== 'explicit'),
      setTo('notExplicit'),
    ],
    ['cLine', isEmptyLine(release.cLine)],
    ['pLine', isEmptyLine(release.pLine)],
    ['cover', release.cover === null],
    ['dates.preorder', isPreordered && release.dates.preorder === ''],
  ];
};

/** A track may say what its release says, where that is filled in. */
const asRelease = (isFilled: boolean): Found['fix'] => (isFilled ? fix('takeFromRelease') : undefined);

const ofTrack = (track: ReleaseTrack, release: Release): Fields => [
  ['title', track.title === ''],
  ['language', track.language === '', asRelease(release.language !== '')],
  ['audioLanguage', track.audioLanguage === ''],
  ['artists', lacksPrimary(track.artists), asRelease(!lacksPrimary(release.artists))],
  ['isrc', track.isrc === ''],
  ['explicit', track.explicit === 'unset', setTo('notExplicit')],
  ['pLine', isEmptyLine(track.pLine), asRelease(!isEmptyLine(release.pLine))],
  ['audio', track.audio === null],
];

const ofTracks = ({ release, tracks }: Look) =>
  gathered(tracks, (track) => missing(ofTrack(track, release), (field) => inTrack(track, field)));
const parties = eachParty((party) =>
  when(party.name === '', () => ({ place: inParty(party, 'name'), details: { field: 'name' } })),
);

/** Two things belong together, and one of them is missing. */
const mixed = (
  pairs: readonly (readonly [string, string | number | null, string, string | number | null])[],
  at: (field: string) => Found['place'],
) =>
  gathered(pairs, ([one, first, other, second]) => {
    const [hasFirst, hasSecond] = [first !== null && first !== '', second !== null && second !== ''];
    return when(hasFirst !== hasSecond, () => ({
      place: at(hasFirst ? other : one),
      details: { field: hasFirst ? other : one, filled: hasFirst ? one : other },
    }));
  });

/** A subgenre belongs to a genre; a genre needs none. */
const orphans = (
  pairs: readonly (readonly [genre: string, string, subgenre: string, string])[],
  at: (field: string) => Found['place'],
) =>
  gathered(pairs, ([genre, main, subgenre, sub]) =>
    when(main === '' && sub !== '', () => ({
      place: at(genre),
      details: { field: genre, filled: subgenre },
    })),
  );

const trackMixed = eachTrack((track) => {
  const at = (field: string) => inTrack(track, field);
  const { year, text } = track.pLine;
  return [
    ...mixed([['pLine.year', year, 'pLine.text', text]], at),
    ...orphans([['genre', track.genre, 'subgenre', track.subgenre]], at),
  ];
});

export const requiredRules = {
  FIELD_REQUIRED: (look: Look) => [...missing(ofRelease(look), inRelease), ...ofTracks(look), ...parties(look)],

  FIELDS_MIXED_EMPTY_AND_NON_EMPTY: (look: Look) => {
    const { release } = look;
    return [
      ...mixed(
        [
          ['cLine.year', release.cLine.year, 'cLine.text', release.cLine.text],
          ['pLine.year', release.pLine.year, 'pLine.text', release.pLine.text],
        ],
        inRelease,
      ),
      ...orphans(
        [
          ['genre', release.genre, 'subgenre', release.subgenre],
          ['alternateGenre', release.alternateGenre, 'alternateSubgenre', release.alternateSubgenre],
        ],
        inRelease,
      ),
      ...trackMixed(look),
    ];
  },
};
