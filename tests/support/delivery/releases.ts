import type { FileRef, Party, Release, ReleaseBundle, ReleaseTrack } from '#contracts/release/release.ts';
import { sha256Of } from '../audio-files.ts';
import { coverPng, exampleGtin, stereoWav } from '../fuga/masters.ts';

/** A release that nothing stands against, with the bytes of its files. */
export interface TestAlbum {
  readonly bundle: ReleaseBundle;
  readonly cover: Buffer<ArrayBuffer>;
  /** In the order of the tracks. */
  readonly audio: readonly Buffer<ArrayBuffer>[];
}

const cover = coverPng();

const refOf = (bytes: Uint8Array, fileName: string, mimeType: string): FileRef => ({
  ...{ blobHash: sha256Of(bytes), fileName, mimeType, sizeBytes: bytes.length },
});

const none = 'none' as const;
const ai = { vocals: none, instruments: none, composition: none, lyrics: none, postProduction: none };

/**
 * Album number `index` (0 to 99,999) of one label: all albums share the label, the artist and the people.
 *
 * @param audio its tracks; some noise when left out
 */
export function testAlbum(index: number, audio: readonly Buffer<ArrayBuffer>[] = noise(index)): TestAlbum {
  const party = (id: string, kind: Party['kind'], name: string, identifiers: Party['identifiers'] = []): Party => ({
    ...{ id, kind, name, identifiers },
  });
  const spotify = { scheme: 'spotify', value: '', isNew: true };
  const parties = [
    party('label', 'label', 'Beispiel Records'),
    party('artist', 'artist', 'Anna Probe', [spotify]),
    party('composer', 'person', 'Clara Muster'),
    party('lyricist', 'person', 'Lars Muster'),
    party('house', 'publisher', 'Muster Verlag'),
  ];
  const tracks = audio.map((bytes, at) => trackOf(index, at, bytes));
  return { bundle: { release: releaseOf(index, tracks), parties }, cover, audio };
}

const noise = (index: number) => [stereoWav(300, index * 2 + 1), stereoWav(200, index * 2 + 2)];

function trackOf(index: number, at: number, bytes: Uint8Array): ReleaseTrack {
  const by = (partyId: string, role: string) => ({ partyId, role, instrument: '' });
  return {
    ...{ id: `track-${index}-${at}`, volume: 1, title: `Song ${index}.${at + 1}`, version: '', translations: [] },
    ...{ isrc: `AA6Q7${String(2_600_000 + index * 20 + at)}`, iswc: '', language: 'de', audioLanguage: 'de' },
    artists: [{ partyId: 'artist', role: 'primary' }],
    contributors: [by('composer', 'COMPOSER'), by('lyricist', 'LYRICIST')],
    ...{ publisherIds: ['house'], copyrightControl: false, genre: 'POP', subgenre: '', explicit: 'notExplicit' },
    ...{ lyrics: '', pLine: { year: 2026, text: 'Beispiel Records' }, recordingYear: 2026, countryOfRecording: 'DE' },
    ...{ preview: null, preorder: 'standard', releaseDate: '', availableSeparately: true, territories: null },
    ...{ work: null, splits: [], ai, audio: refOf(bytes, `${at + 1}.wav`, 'audio/wav'), dolbyAtmos: null },
  };
}

function releaseOf(index: number, tracks: ReleaseTrack[]): Release {
  return {
    ...{ id: `release-${index}`, isTemplate: false, createdAt: 0, updatedAt: 0, deletedAt: null },
    ...{
      title: `Album ${index}`,
      version: '',
      translations: [],
      language: 'de',
      format: 'album',
      isCompilation: false,
    },
    artists: [{ partyId: 'artist', role: 'primary' }],
    ...{ labelId: 'label', upc: exampleGtin(index), assignUpc: false, catalogNumber: `BR${index}` },
    ...{
      genre: 'POP',
      subgenre: '',
      alternateGenre: '',
      alternateSubgenre: '',
      tier: 'FRONT',
      explicit: 'notExplicit',
    },
    dates: { release: '2027-01-15', original: '2027-01-15', preorder: '', preview: '', end: '' },
    cLine: { year: 2026, text: 'Beispiel Records' },
    pLine: { year: 2026, text: 'Beispiel Records' },
    ...{
      recordingYear: 2026,
      recordingLocation: '',
      territories: { base: 'world', codes: ['US'] },
      volumes: 1,
      tracks,
    },
    ...{ cover: refOf(cover, 'cover.png', 'image/png'), attachments: [], notes: '' },
  };
}
