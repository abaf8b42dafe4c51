import type { Explicit, ReleaseTrack } from '#contracts/release/release.ts';
import type { AssetFields, ProductFields, RemoteCredit } from '../port.ts';

type Fields = Record<string, unknown>;

const formats = { single: 'SINGLE', ep: 'EP', album: 'ALBUM', boxset: 'BOXSET' };
const preorders = {
  standard: 'STANDARD',
  instantGratification: 'INSTANT_GRATIFICATION',
  preorderOnly: 'PREORDER_ONLY',
};

/** The field in which a product carries the reference to its delivery. */
export const REFERENCE_FIELD = 'extra_10';

/** Body of a product. */
export function productBody({ release, labelId, artists, displayArtist, reference }: ProductFields): Fields {
  const { dates, cLine, pLine } = release;
  return filled({
    name: release.title,
    release_version: release.version,
    label: labelId === null ? '' : Number(labelId),
    artists: credits(artists),
    display_artist: displayArtist,
    release_format_type: formats[release.format],
    upc: digits(release.upc),
    catalog_number: release.catalogNumber,
    genre: release.genre,
    subgenre: numeric(release.subgenre),
    alternate_genre: release.alternateGenre,
    alternate_subgenre: numeric(release.alternateSubgenre),
    language: release.language.toUpperCase(),
    compilation: release.isCompilation,
    catalog_tier: release.tier,
    parental_advisory: advisory(release.explicit),
    consumer_release_date: dates.release,
    original_release_date: dates.original,
    preorder_date: dates.preorder,
    recording_year: release.recordingYear ?? '',
    recording_location: release.recordingLocation,
    ...{
      c_line_year: cLine.year ?? '',
      c_line_text: cLine.text,
      p_line_year: pLine.year ?? '',
      p_line_text: pLine.text,
    },
    total_volumes: release.volumes,
    [REFERENCE_FIELD]: reference,
  });
}

/** Body of an asset. */
export function assetBody({ release, track, artists, displayArtist }: AssetFields): Fields {
  const pLine = track.pLine.text === '' ? release.pLine : track.pLine;
  return filled({
    name: track.title,
    type: 'TRACK',
    asset_version: track.version,
    isrc: plainIsrc(track.isrc),
    iswc: track.iswc,
    artists: credits(artists),
    display_artist: displayArtist,
    language: (track.language || release.language).toUpperCase(),
    audio_locale: track.audioLanguage.toUpperCase(),
    genre: track.genre || release.genre,
    subgenre: numeric(track.subgenre || release.subgenre),
    parental_advisory: advisory(track.explicit),
    ...{ p_line_year: pLine.year ?? '', p_line_text: pLine.text },
    recording_year: track.recordingYear ?? '',
    country_of_recording: track.countryOfRecording,
    lyrics: track.lyrics,
    preview_start: track.preview?.startSec ?? '',
    preview_length: track.preview?.lengthSec ?? '',
    work: track.work?.title ?? '',
    movement_title: track.work?.movementTitle ?? '',
    movement_number: track.work?.movementNumber ?? '',
  });
}

/** What only holds for a track on this product; the service wants these four together. */
export function trackBody(track: ReleaseTrack): Fields {
  return {
    available_separately: track.availableSeparately,
    allow_preorder: track.preorder !== 'standard',
    allow_preorder_preview: track.preview !== null,
    preorder_type: preorders[track.preorder],
  };
}

/** Without hyphens, spaces and a leading "ISRC". */
export const plainIsrc = (isrc: string) =>
  isrc
    .toUpperCase()
    .replace(/^\s*ISRC/, '')
    .replaceAll(/[\s-]/g, '');

const credits = (artists: readonly RemoteCredit[]) =>
  artists.map(({ id, isPrimary }) => ({ id: Number(id), primary: isPrimary }));
const advisory = (explicit: Explicit) => (explicit === 'explicit' ? 'YES' : 'NO');
const digits = (code: string) => code.replaceAll(/[\s-]/g, '');
const numeric = (id: string) => (/^\d+$/.test(id) ? Number(id) : id);

/** Without what is not filled in: the service takes '' for a value. */
function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
