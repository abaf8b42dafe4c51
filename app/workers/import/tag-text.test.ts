import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagText } from './tag-text.ts';

const asLatin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

test.each([
  ['Größe', 'Größe'],
  [asLatin1('Grüße, Žižek 東京'), 'Grüße, Žižek 東京'],
  ['  two\r\nlines\0 ', 'two lines'],
  ['東京', '東京'],
  ['Café', 'Café'],
  ['x'.repeat(900), 'x'.repeat(500)],
])('%j', (text, wanted) => expect(tagText(text)).toBe(wanted));

test('no text is empty text', () => expect(tagText(undefined)).toBe(''));

test('text that was read rightly, with letters beyond Latin-1, stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(tagText(`Ω${text}Ω`)).toBe(`Ω${text}Ω`.replace(/\p{Cc}+/gu, ' '));
    }),
  );
});
