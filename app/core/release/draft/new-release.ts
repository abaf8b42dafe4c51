import type { Release, ReleaseTrack } from '#contracts/release/release.ts';

const nothingGenerated = {
  vocals: 'none',
  instruments: 'none',
  composition: 'none',
  lyrics: 'none',
  postProduction: 'none',
} as const;

/** A release about which nothing is known yet: for sale in the whole world, everything else open. */
export function newRelease(id: string, now: number): Release {
  return {
    id,
    isTemplate: false,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    title: '',
    version: '',
    translations: [],
    language: '',
    format: 'album',
    isCompilation: false,
    artists: [],
    labelId: null,
    upc: '',
    assignUpc: false,
    catalogNumber: '',
    genre: '',
    subgenre: '',
    alternateGenre: '',
    alternateSubgenre: '',
    tier: '',
    explicit: 'unset',
    dates: { release: '', original: '', preorder: '', preview: '', end: '' },
    cLine: { year: null, text: '' },
    pLine: { year: null, text: '' },
    recordingYear: null,
    recordingLocation: '',
    territories: { base: 'world', codes: [] },
    volumes: 1,
    tracks: [],
    cover: null,
    attachments: [],
    notes: '',
  };
}

/** A track that takes over what holds for all of its release: artists, language, genre, P line. */
export function newTrack(id: string, release: Release, volume = 1): ReleaseTrack {
  return {
    id,
    volume,
    title: '',
    version: '',
    translations: [],
    isrc: '',
    iswc: '',
    language: release.language,
    audioLanguage: '',
    artists: release.artists,
    contributors: [],
    publisherIds: [],
    copyrightControl: false,
    genre: release.genre,
    subgenre: release.subgenre,
    explicit: 'unset',
    lyrics: '',
    pLine: release.pLine,
    recordingYear: release.recordingYear,
    countryOfRecording: '',
    preview: null,
    preorder: 'standard',
    releaseDate: '',
    availableSeparately: true,
    territories: null,
    work: null,
    splits: [],
    ai: nothingGenerated,
    audio: null,
    dolbyAtmos: null,
  };
}

/** Single, EP or album by the number of its tracks, as stores count. */
export function formatOf(tracks: number): Release['format'] {
  if (tracks <= 3) return 'single';
  return tracks <= 6 ? 'ep' : 'album';
}
