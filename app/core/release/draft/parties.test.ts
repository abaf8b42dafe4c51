import { expect, test } from 'vitest';
import type { Party } from '#contracts/release/release.ts';
import { withField } from '../fixes/edit.ts';
import { withIdentifier } from './parties.ts';

const artist: Party = {
  id: 'a',
  kind: 'artist',
  name: 'A',
  identifiers: [{ scheme: 'isni', value: '1', isNew: false }],
};

test('an identifier is set, changed, and leaves when it says nothing; others stay', () => {
  const marked = withIdentifier(artist, 'spotify', { isNew: true });
  expect(marked.identifiers).toEqual([...artist.identifiers, { scheme: 'spotify', value: '', isNew: true }]);
  const known = withIdentifier(marked, 'spotify', { value: 'x', isNew: false });
  expect(known.identifiers[1]).toEqual({ scheme: 'spotify', value: 'x', isNew: false });
  expect(withIdentifier(known, 'spotify', { value: '' })).toEqual(artist);
});

test('a field of an entry of a list is set, and the list stays one', () => {
  const before = {
    translations: [
      { language: 'ja', title: '' },
      { language: 'fr', title: 'F' },
    ],
  };
  expect(withField(before, 'translations.0.title', '朝')).toEqual({
    translations: [
      { language: 'ja', title: '朝' },
      { language: 'fr', title: 'F' },
    ],
  });
});
