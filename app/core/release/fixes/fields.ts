import type { Territories, Translation } from '#contracts/release/release.ts';
import { withIdentifier } from '../draft/parties.ts';
import { editParty, editPlace, editRelease, fieldOf, thingAt, withField } from './edit.ts';
import type { Fix } from './fixes.ts';

const path = (field: string) => (field === 'dolbyAtmos' ? 'dolbyAtmos.file' : field);

/** Takes out what cannot be shown, and makes one line of several. */
const readable = (text: string, isLong: boolean) =>
  (isLong ? text : text.replace(/[\r\n\t\u2028\u2029]+/g, ' '))
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFD-\uFFFF\u200B\u2060\uFEFF]|\p{Co}|\p{Cs}/gu, '');

export const fieldFixes: Readonly<Record<string, Fix>> = {
  setField: (bundle, { place, values }) =>
    editPlace(bundle, place, (thing) => withField(thing, place.field, values['value'])),

  cleanText: (bundle, { place }) =>
    editPlace(bundle, place, (thing) => {
      const text = String(fieldOf(thing, place.field) ?? '');
      return withField(thing, place.field, readable(text, place.field === 'lyrics' || place.field === 'notes'));
    }),

  renameFile: (bundle, { place, values }) =>
    editPlace(bundle, place, (thing) => withField(thing, `${path(place.field)}.fileName`, values['name'])),

  removeAttachment: (bundle, { values }) =>
    editRelease(bundle, (release) => ({
      ...release,
      attachments: release.attachments.filter(({ blobHash }) => blobHash !== values['hash']),
    })),

  assignUpc: (bundle) => editRelease(bundle, (release) => ({ ...release, assignUpc: true })),

  markArtistNew: (bundle, { place, values }) =>
    editParty(bundle, place.id, (party) => withIdentifier(party, String(values['scheme']), { value: '', isNew: true })),

  useWorld: (bundle) =>
    editRelease(bundle, (release) => ({ ...release, territories: { base: 'world' as const, codes: [] } })),

  removeTerritory: (bundle, { place, values }) =>
    editPlace(bundle, place, (thing) => {
      const { base, codes } = fieldOf(thing, 'territories') as Territories;
      return withField(thing, 'territories', { base, codes: codes.filter((code) => code !== values['code']) });
    }),

  removeTranslation: (bundle, { place, values }) =>
    editPlace(bundle, place, (thing) => {
      const all = fieldOf(thingAt(bundle, place), 'translations') as readonly Translation[];
      // Only the ones without a title: another one in the same language may have it.
      const kept = all.filter(({ language, title }) => language !== values['language'] || title.trim() !== '');
      return withField(thing, 'translations', kept);
    }),
};
