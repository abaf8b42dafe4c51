import { expect, test } from 'vitest';
import { titleFromFileName } from './title.ts';

test.each([
  ['01_name.wav', 'name'],
  ['03 - Night Train.flac', 'Night Train'],
  ['12. Intro.mp3', 'Intro'],
  ['some_long_name.ogg', 'some long name'],
  ['a/b\\c.wav', 'c'],
  ['99.wav', '99'],
  ['1999 (live).wav', '1999 (live)'],
  ['7_.wav', '7'],
  ['.wav', '.wav'],
  ['no extension', 'no extension'],
])('%s → %s', (fileName, title) => {
  expect(titleFromFileName(fileName)).toBe(title);
});
