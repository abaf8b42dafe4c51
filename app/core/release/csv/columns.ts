import type { AiDisclosure, Party, Release, ReleaseTrack } from '#contracts/release/release.ts';
import * as cell from './cells.ts';
import { writeItems } from './items.ts';

/** Parties by kind and name while a table is written or read. */
export interface Parties {
  nameOf(id: string): string;
  idOf(kind: Party['kind'], name: string): string;
}

export interface Column<T> {
  readonly name: string;
  /** As other tables call it, lower case. */
  readonly others: readonly string[];
  readonly write: (thing: T, parties: Parties) => string;
  /** @throws CellError */
  readonly read: (text: string, thing: T, parties: Parties) => void;
}

type TextField<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

const textColumn = <T>(name: string, field: TextField<T>, limit: number, ...others: readonly string[]): Column<T> => ({
  ...{ name, others },
  write: (thing) => String(thing[field]),
  read: (text, thing) => void (thing[field] = cell.text(text, limit) as T[typeof field]),
});

const kept = <T>(
  name: string,
  get: (thing: T) => string,
  set: (thing: T, text: string) => void,
  ...others: readonly string[]
): Column<T> => ({
  ...{ name, others },
  write: get,
  read: (text, thing) => set(thing, text),
});

const numberText = (value: number | null) => (value === null ? '' : String(value));

const line = <T extends { pLine: Release['pLine'] }>(
  prefix: string,
  field: 'pLine' | 'cLine',
): readonly Column<T>[] => {
  const of = (thing: T) => (thing as unknown as Release)[field];
  const letter = field[0];
  return [
    kept(
      `${prefix}${letter}_year`,
      (thing) => numberText(of(thing).year),
      (thing, text) => void (of(thing).year = cell.whole(text)),
    ),
    kept(
      `${prefix}${letter}_line`,
      (thing) => of(thing).text,
      (thing, text) => void (of(thing).text = cell.text(text, 1000)),
    ),
  ];
};

const credits = <T extends { artists: Release['artists'] }>(name: string, ...others: readonly string[]): Column<T> => ({
  ...{ name, others },
  write: ({ artists }, { nameOf }) =>
    writeItems(
      artists.map(({ partyId, role }) => ({ text: nameOf(partyId), parts: role === 'primary' ? [] : [role] })),
    ),
  read: (text, thing, { idOf }) => {
    thing.artists = cell.items(text).map((item) => ({
      partyId: idOf('artist', cell.text(item.text, 300)),
      role: cell.oneOf(item.parts[0] ?? '', ['primary', 'featured', 'remixer'], 'primary'),
    }));
  },
});

const explicit = ['unset', 'explicit', 'clean', 'notExplicit'] as const;

const translations = <T extends { translations: Release['translations'] }>(name: string): Column<T> =>
  kept(
    name,
    ({ translations: all }) =>
      writeItems(
        all.map(({ title, language, version }) => ({ text: title, parts: version ? [language, version] : [language] })),
      ),
    (thing, text) => void (thing.translations = cell.readTranslations(text)),
  );

const date = (name: string, field: keyof Release['dates'], ...others: readonly string[]): Column<Release> =>
  kept(
    name,
    ({ dates }) => dates[field],
    ({ dates }, text) => void (dates[field] = cell.text(text.trim(), 32)),
    ...others,
  );

export const releaseColumns: readonly Column<Release>[] = [
  textColumn('release_title', 'title', 1000, 'album', 'album title', 'release', 'product title'),
  textColumn('release_version', 'version', 1000, 'album version'),
  translations('release_translations'),
  textColumn('release_language', 'language', 20, 'metadata language'),
  kept(
    'format',
    ({ format }) => format,
    (release, text) => void (release.format = cell.oneOf(text, ['single', 'ep', 'album', 'boxset'], 'album')),
    'release type',
  ),
  kept(
    'compilation',
    ({ isCompilation }) => cell.yesText(isCompilation),
    (release, text) => void (release.isCompilation = cell.yes(text)),
  ),
  credits('release_artists', 'album artist', 'album artists'),
  {
    ...{ name: 'label', others: ['label name'] },
    write: ({ labelId }, { nameOf }) => (labelId === null ? '' : nameOf(labelId)),
    read: (text, release, { idOf }) =>
      void (release.labelId = text.trim() === '' ? null : idOf('label', cell.text(text, 300))),
  },
  textColumn('upc', 'upc', 40, 'ean', 'barcode', 'upc/ean'),
  kept(
    'assign_upc',
    ({ assignUpc }) => cell.yesText(assignUpc),
    (release, text) => void (release.assignUpc = cell.yes(text)),
  ),
  textColumn('catalog_number', 'catalogNumber', 200, 'catalogue number', 'catalog no', 'catalog #'),
  textColumn('release_genre', 'genre', 80, 'album genre'),
  textColumn('release_subgenre', 'subgenre', 80),
  textColumn('alternate_genre', 'alternateGenre', 80),
  textColumn('alternate_subgenre', 'alternateSubgenre', 80),
  textColumn('tier', 'tier', 40),
  kept(
    'release_explicit',
    (release) => release.explicit,
    (release, text) => void (release.explicit = cell.oneOf(text, explicit, 'unset')),
  ),
  date('release_date', 'release', 'consumer release date'),
  date('original_date', 'original', 'original release date'),
  date('preorder_date', 'preorder', 'pre-order date'),
  date('preview_date', 'preview'),
  date('end_date', 'end'),
  ...line<Release>('release_', 'cLine'),
  ...line<Release>('release_', 'pLine'),
  kept(
    'release_recording_year',
    (release) => numberText(release.recordingYear),
    (release, text) => void (release.recordingYear = cell.whole(text)),
  ),
  textColumn('recording_location', 'recordingLocation', 500),
  kept(
    'territories',
    ({ territories }) => cell.writeTerritories(territories),
    (release, text) => {
      if (text.trim() !== '') release.territories = cell.readTerritories(text);
    },
  ),
  kept(
    'volumes',
    ({ volumes }) => String(volumes),
    (release, text) => void (release.volumes = cell.whole(text) ?? 1),
    'discs',
  ),
  textColumn('notes', 'notes', 10_000),
];

const parts = [
  'vocals',
  'instruments',
  'composition',
  'lyrics',
  'postProduction',
] as const satisfies readonly (keyof AiDisclosure)[];

const workText = (field: 'title' | 'movementTitle', name: string): Column<ReleaseTrack> =>
  kept(
    name,
    ({ work }) => work?.[field] ?? '',
    (track, text) => {
      if (text !== '')
        track.work = {
          title: '',
          movementTitle: '',
          movementNumber: null,
          ...track.work,
          [field]: cell.text(text, 1000),
        };
    },
  );

const previewOf = (field: 'startSec' | 'lengthSec', name: string): Column<ReleaseTrack> =>
  kept(
    name,
    ({ preview }) => numberText(preview?.[field] ?? null),
    (track, text) => {
      const seconds = cell.number(text);
      if (seconds !== null) track.preview = { startSec: 0, lengthSec: 30, ...track.preview, [field]: seconds };
    },
  );

export const trackColumns: readonly Column<ReleaseTrack>[] = [
  kept(
    'volume',
    ({ volume }) => String(volume),
    (track, text) => void (track.volume = cell.whole(text) ?? 1),
    'disc',
    'disc number',
  ),
  textColumn('title', 'title', 1000, 'track title', 'track', 'song'),
  textColumn('version', 'version', 1000, 'track version', 'mix version'),
  translations('translations'),
  textColumn('isrc', 'isrc', 40),
  textColumn('iswc', 'iswc', 40),
  textColumn('language', 'language', 20),
  textColumn('audio_language', 'audioLanguage', 20, 'language of performance', 'lyrics language'),
  credits('artists', 'artist', 'track artist'),
  {
    ...{ name: 'contributors', others: ['credits'] },
    write: ({ contributors }, { nameOf }) =>
      writeItems(
        contributors.map(({ partyId, role, instrument }) => ({
          text: nameOf(partyId),
          parts: instrument ? [role, instrument] : [role],
        })),
      ),
    read: (text, track, { idOf }) => {
      track.contributors = cell.items(text).map((item) => ({
        partyId: idOf('person', cell.text(item.text, 300)),
        role: cell.text(item.parts[0] ?? '', 80),
        instrument: cell.text(item.parts[1] ?? '', 80),
      }));
    },
  },
  {
    ...{ name: 'publishers', others: ['publisher'] },
    write: ({ publisherIds }, { nameOf }) => writeItems(publisherIds.map((id) => ({ text: nameOf(id), parts: [] }))),
    read: (text, track, { idOf }) =>
      void (track.publisherIds = cell.items(text).map((item) => idOf('publisher', cell.text(item.text, 300)))),
  },
  kept(
    'copyright_control',
    (track) => cell.yesText(track.copyrightControl),
    (track, text) => void (track.copyrightControl = cell.yes(text)),
  ),
  textColumn('genre', 'genre', 80),
  textColumn('subgenre', 'subgenre', 80),
  kept(
    'explicit',
    (track) => track.explicit,
    (track, text) => void (track.explicit = cell.oneOf(text, explicit, 'unset')),
    'parental advisory',
  ),
  textColumn('lyrics', 'lyrics', 100_000),
  ...line<ReleaseTrack>('', 'pLine'),
  kept(
    'recording_year',
    (track) => numberText(track.recordingYear),
    (track, text) => void (track.recordingYear = cell.whole(text)),
  ),
  textColumn('country_of_recording', 'countryOfRecording', 8),
  previewOf('startSec', 'preview_start'),
  previewOf('lengthSec', 'preview_length'),
  kept(
    'preorder',
    (track) => track.preorder,
    (track, text) =>
      void (track.preorder = cell.oneOf(text, ['standard', 'instantGratification', 'preorderOnly'], 'standard')),
  ),
  textColumn('track_release_date', 'releaseDate', 32),
  kept(
    'available_separately',
    (track) => cell.yesText(track.availableSeparately),
    (track, text) => void (track.availableSeparately = cell.yes(text, true)),
  ),
  kept(
    'track_territories',
    ({ territories }) => (territories ? cell.writeTerritories(territories) : ''),
    (track, text) => void (track.territories = text.trim() === '' ? null : cell.readTerritories(text)),
  ),
  workText('title', 'work'),
  workText('movementTitle', 'movement'),
  kept(
    'movement_number',
    ({ work }) => numberText(work?.movementNumber ?? null),
    (track, text) => {
      const number = cell.whole(text);
      if (number !== null) track.work = { title: '', movementTitle: '', ...track.work, movementNumber: number };
    },
  ),
  {
    ...{ name: 'splits', others: [] },
    write: ({ splits }, { nameOf }) =>
      writeItems(
        splits.map(({ partyId, numerator, denominator }) => ({
          text: nameOf(partyId),
          parts: [`${numerator}/${denominator}`],
        })),
      ),
    read: (text, track, { idOf }) => {
      track.splits = cell
        .items(text)
        .map((item) => ({ partyId: idOf('person', item.text), ...cell.readShare(item.parts[0] ?? '') }));
    },
  },
  ...parts.map((part) =>
    kept<ReleaseTrack>(
      `ai_${part.toLowerCase()}`,
      ({ ai }) => ai[part],
      (track, text) => void (track.ai[part] = cell.oneOf(text, ['none', 'assisted', 'generated'], 'none')),
    ),
  ),
];
