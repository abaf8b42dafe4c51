import { m } from '#i18n/paraglide/messages.js';

/** Fields as the page calls them, by the first part of their names. Those that a finding names by itself are missing. */
const names: Readonly<Record<string, () => string>> = {
  title: m.releases_title,
  version: m.releases_version,
  language: m.releases_language,
  audioLanguage: m.releases_audio_language,
  artists: m.releases_artists,
  labelId: m.releases_label,
  isrc: m.releases_isrc,
  upc: m.releases_upc,
  catalogNumber: m.releases_catalog_number,
  genre: m.releases_genre,
  subgenre: m.releases_subgenre,
  explicit: m.releases_explicit,
  cLine: m.releases_field_c_line,
  pLine: m.releases_field_p_line,
  cover: m.releases_cover,
  audio: m.releases_field_audio,
  recordingYear: m.releases_recording_year,
  name: m.releases_party_name,
};

/** What a field is called on the page; '' for one that needs no name. */
export const fieldName = (field: string): string => names[field.split('.')[0] ?? '']?.() ?? '';
