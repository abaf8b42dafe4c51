import type { DeliveryFailure } from '#contracts/http/deliveries.ts';
import type { FieldPlace } from '#contracts/release/finding.ts';
import type { Release } from '#contracts/release/release.ts';

/** Fields in the distributor's words, and what they are called in a release or a track. */
const ours: Readonly<Record<string, string>> = {
  name: 'title',
  release_version: 'version',
  asset_version: 'version',
  label: 'labelId',
  display_artist: 'artists',
  release_format_type: 'format',
  catalog_number: 'catalogNumber',
  alternate_genre: 'alternateGenre',
  alternate_subgenre: 'alternateSubgenre',
  audio_locale: 'audioLanguage',
  catalog_tier: 'tier',
  parental_advisory: 'explicit',
  compilation: 'isCompilation',
  consumer_release_date: 'dates.release',
  original_release_date: 'dates.original',
  preorder_date: 'dates.preorder',
  recording_year: 'recordingYear',
  recording_location: 'recordingLocation',
  country_of_recording: 'countryOfRecording',
  c_line_year: 'cLine.year',
  c_line_text: 'cLine.text',
  p_line_year: 'pLine.year',
  p_line_text: 'pLine.text',
  total_volumes: 'volumes',
  preview_start: 'preview',
  preview_length: 'preview',
  available_separately: 'availableSeparately',
  preorder_type: 'preorder',
  publishing_house: 'publisherIds',
};

/** What a step is about when no field is named. */
const bySteps: readonly (readonly [RegExp, string])[] = [
  [/^cover\b/, 'cover'],
  [/^territories\b/, 'territories'],
  [/^upc\b/, 'upc'],
  [/^audio\b/, 'audio'],
  [/^(contributor|performer|credit)/, 'contributors'],
  [/^publisher/, 'publisherIds'],
  [/^(party|identifier):artist/, 'artists'],
  [/^party:label/, 'labelId'],
];

/** Where in the release a refusal of the distributor can be put right. */
export function placeOfFailure({ step, field }: DeliveryFailure, release: Release): FieldPlace {
  const track = release.tracks.find(({ id }) => step.split(':').includes(id));
  const named = field.split('.').at(-1) ?? '';
  const ofStep = bySteps.find(([pattern]) => pattern.test(step))?.[1] ?? '';
  const place = field === '' ? ofStep : (ours[named] ?? (field in release ? field : named));
  return track ? { on: 'track', id: track.id, field: place } : { on: 'release', id: '', field: place };
}
