import type { ReferenceEntry } from '#contracts/release/catalogue.ts';
import { m } from '#i18n/paraglide/messages.js';

/** Roles that are asked for everywhere, as long as no distributor's own list is there. */
export const roleOptions = () => [
  { value: 'COMPOSER', label: m.releases_role_composer() },
  { value: 'LYRICIST', label: m.releases_role_lyricist() },
  { value: 'COMPOSER_LYRICIST', label: m.releases_role_composer_lyricist() },
  { value: 'ARRANGER', label: m.releases_role_arranger() },
  { value: 'PERFORMER', label: m.releases_role_performer() },
  { value: 'LEAD_VOCALS', label: m.releases_role_lead_vocals() },
  { value: 'BACKGROUND_VOCALS', label: m.releases_role_background_vocals() },
  { value: 'CONDUCTOR', label: m.releases_role_conductor() },
  { value: 'ORCHESTRA', label: m.releases_role_orchestra() },
  { value: 'CHOIR', label: m.releases_role_choir() },
  { value: 'DJ', label: m.releases_role_dj() },
  { value: 'PROGRAMMER', label: m.releases_role_programmer() },
  { value: 'PRODUCER', label: m.releases_role_producer() },
  { value: 'EXECUTIVE_PRODUCER', label: m.releases_role_executive_producer() },
  { value: 'RECORDING_ENGINEER', label: m.releases_role_recording_engineer() },
  { value: 'MIXING_ENGINEER', label: m.releases_role_mixing_engineer() },
  { value: 'MASTERING_ENGINEER', label: m.releases_role_mastering_engineer() },
  { value: 'REMIXER', label: m.releases_role_remixer() },
];

/** Instruments by the ids that distributors use. */
export const instrumentOptions = () => [
  { value: '', label: m.releases_instrument_none() },
  { value: 'GUITAR', label: m.releases_instrument_guitar() },
  { value: 'BASS_GUITAR', label: m.releases_instrument_bass() },
  { value: 'DRUMS', label: m.releases_instrument_drums() },
  { value: 'PERCUSSION', label: m.releases_instrument_percussion() },
  { value: 'PIANO', label: m.releases_instrument_piano() },
  { value: 'KEYBOARDS', label: m.releases_instrument_keyboards() },
  { value: 'SYNTHESIZER', label: m.releases_instrument_synthesizer() },
  { value: 'VIOLIN', label: m.releases_instrument_violin() },
  { value: 'CELLO', label: m.releases_instrument_cello() },
  { value: 'SAXOPHONE', label: m.releases_instrument_saxophone() },
  { value: 'TRUMPET', label: m.releases_instrument_trumpet() },
  { value: 'FLUTE', label: m.releases_instrument_flute() },
];

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What the distributor takes, by our words where we have any and by its own elsewhere; ours where its list is not known. */
export function offered(ours: readonly Option[], taken: readonly ReferenceEntry[]): readonly Option[] {
  if (taken.length === 0) return ours;
  const ids = new Set(taken.map(({ id }) => id));
  const known = new Set(ours.map(({ value }) => value));
  const more = taken.flatMap(({ id, name }) => (known.has(id) ? [] : [{ value: id, label: name || id }]));
  return [...ours.filter(({ value }) => value === '' || ids.has(value)), ...more];
}
