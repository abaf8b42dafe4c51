import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

test.each([
  ['RIFF\x24\0\0\0WAVEfmt ', 'WAV', true],
  ['RF64\xff\xff\xff\xffWAVEds64', 'WAV', true],
  ['RIFF\x24\0\0\0AVI LIST', 'AVI', false],
  ['fLaC\0\0\0\x22', 'FLAC', true],
  ['ID3\x04\0\0\0\0\0\0', 'MP3', true],
  ['\xff\xfb\x90\x64', 'MP3', true],
  ['\xff\xf1\x50\x80', 'AAC', true],
  ['\0\0\0\x20ftypM4A ', 'MP4', true],
  ['OggS\0\x02', 'Ogg', true],
  ['FORM\0\0\0\0AIFFCOMM', 'AIFF', false],
  ['PK\x03\x04\x14\0', 'ZIP', false],
])('%j is %s', (head, format, supported) => {
  expect(sniff(bytes(head))).toMatchObject({ format, supported });
});

test('anything may come in', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (head) => void sniff(head)));
  expect(sniff(new Uint8Array())).toBeNull();
  expect(sniff(bytes('hello'))).toBeNull();
});
