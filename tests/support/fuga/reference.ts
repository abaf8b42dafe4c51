interface Named {
  readonly id: string | number;
  readonly name: string;
}

const title = (code: string) =>
  code
    .toLowerCase()
    .replaceAll(/(^|_)([a-z])/g, (_, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase());
const named = (codes: string): Named[] => codes.split(' ').map((id) => ({ id, name: title(id) }));

/** Lists under `/miscellaneous` that are not paged. Shortened where the real ones are long. */
export const lists: Readonly<Record<string, Named[]>> = {
  genres: named(
    'ALTERNATIVE AUDIOBOOKS BLUES CHILDRENS_MUSIC CLASSICAL COMEDY COUNTRY DANCE ELECTRONIC FOLK HIP_HOP_RAP HOLIDAY ' +
      'INSPIRATIONAL JAZZ LATIN NEW_AGE OPERA POP R_B_SOUL REGGAE ROCK SPOKEN_WORD SOUNDTRACK VOCAL WORLD',
  ),
  languages: named('EN DE FR ES IT NL PT PL SV JA'),
  audio_locales: named('ZXX EN DE FR ES IT NL PT PL SV JA'),
  contributor_roles: named(
    'COMPOSER LYRICIST PRODUCER ENGINEER MIXING_ENGINEER MASTERING_ENGINEER DJ REMIXER PERFORMER VOCALS ARRANGER',
  ),
  'catalog-tiers': named('FRONT MID BACK PREMIUM'),
  instruments: named('GUITAR PIANO DRUMS BASS VIOLIN SYNTHESIZER'),
  territories: named('WW AT AU BE BR CA CH CN DE DK ES FI FR GB IE IN IT JP KR MX NL NO NZ PL PT SE US ZA'),
  encodings: named('WAV FLAC ADM'),
  lead_times: named('IMMEDIATELY ONE_WEEK TWO_WEEKS FOUR_WEEKS'),
};

export const subgenres: Named[] = Array.from({ length: 45 }, (_, index) => ({
  id: 700_001 + index,
  name: `Subgenre ${String(index + 1).padStart(2, '0')}`,
}));

/** Services the organisation has a contract with; the first two also issue identifiers of artists. */
export const services: readonly Named[] = [
  { id: 746_109, name: 'Spotify' },
  { id: 1_330_598, name: 'Apple Music' },
  { id: 2_100_357, name: 'Deezer' },
  { id: 3_440_259, name: 'TIDAL' },
];

/** Codes as the service lists them for machines; far fewer than the real ones. */
export const errorCodes = [
  ...['DUPLICATE_UPC_CODE', 'DUPLICATE_ISRC_CODE', 'DUPLICATE_LABEL_NAME', 'DUPLICATE_PERSON_NAME', 'UPC_CODE_WRONG'],
  ...['ENTITY_NOT_FOUND', 'CONTRIBUTOR_COMPOSER_REQUIRED', 'CONTRIBUTOR_LYRICIST_REQUIRED', 'PUBLISHERS_ARE_REQUIRED'],
  ...['DSP_IDENTIFIER_REQUIRED', 'TERRITORIES_MISSING', 'ALL_VOLUMES_MUST_HAVE_AT_LEAST_ONE_ASSET'],
];
