import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mp3AudioStart, readMp3Gapless } from './mp3-gapless.ts';
import { decodedDelayFrames, musicWindow } from './music-window.ts';

const golden = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../tests/golden/clicks/${name}`, import.meta.url)));

interface Tag {
  readonly delay: number;
  readonly padding: number;
  readonly frames: number;
  readonly encoder?: string;
  readonly mono?: boolean;
  readonly mpeg2?: boolean;
}

/** A first MP3 frame with an Info tag, as LAME writes it. */
function taggedFrame({ delay, padding, frames, encoder = 'LAME3.100', mono = false, mpeg2 = false }: Tag): Uint8Array {
  const bytes = new Uint8Array(417);
  bytes.set([0xff, mpeg2 ? 0xf3 : 0xfb, 0x90, mono ? 0xc4 : 0x44]);
  const at = 4 + (mpeg2 ? (mono ? 9 : 17) : mono ? 17 : 32);
  const view = new DataView(bytes.buffer);
  const text = (where: number, value: string) => bytes.set(new TextEncoder().encode(value), where);
  text(at, 'Info');
  view.setUint32(at + 4, 0b1111);
  view.setUint32(at + 8, frames);
  const lame = at + 8 + 4 + 4 + 100 + 4;
  text(lame, encoder);
  bytes.set([delay >> 4, ((delay & 15) << 4) | (padding >> 8), padding & 255], lame + 21);
  return bytes;
}

const tag = fc.record({
  delay: fc.integer({ min: 0, max: 4095 }),
  padding: fc.integer({ min: 0, max: 4095 }),
  frames: fc.integer({ min: 20, max: 1_000_000 }),
  mono: fc.boolean(),
  mpeg2: fc.boolean(),
});

test('delay and padding come back as they were written, whatever stands before the frame', () => {
  fc.assert(
    fc.property(tag, fc.integer({ min: 0, max: 127 }), (wanted, junk) => {
      const id3 = new Uint8Array([...new TextEncoder().encode('ID3'), 4, 0, 0, 0, 0, 0, junk, ...new Uint8Array(junk)]);
      const bytes = new Uint8Array([...id3, ...taggedFrame(wanted)]);
      expect(mp3AudioStart(bytes)).toBe(10 + junk);
      expect(readMp3Gapless(bytes)).toEqual({
        delayFrames: wanted.delay + 529,
        musicFrames: wanted.frames * (wanted.mpeg2 ? 576 : 1152) - wanted.delay - wanted.padding,
      });
    }),
  );
});

test('any bytes may come in, cut anywhere', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readMp3Gapless(bytes)));
  const whole = taggedFrame({ delay: 576, padding: 1000, frames: 77 });
  for (let length = 0; length < whole.length; length++) readMp3Gapless(whole.subarray(0, length));
});

test('only encoders that Chromium believes are believed', () => {
  const from = (encoder: string) => readMp3Gapless(taggedFrame({ delay: 576, padding: 0, frames: 9, encoder }));
  expect([from('LAME3.99r'), from('Lavf59.27'), from('Lavc59.37')].every((one) => one !== null)).toBe(true);
  expect([from('GOGO3.13'), from('L3.99r1')]).toEqual([null, null]);
});

test('real files say where their two seconds of music are', () => {
  expect(readMp3Gapless(golden('mp3-lame.mp3'))).toEqual({ delayFrames: 1105, musicFrames: 88_200 });
  expect(readMp3Gapless(golden('mp3-mpeg2.mp3'))).toEqual({ delayFrames: 1105, musicFrames: 44_100 });
  expect(readMp3Gapless(golden('mp3-bare.mp3'))).toBeNull();
});

test('the window drops what is not music, and only that', () => {
  const mp3Head = golden('mp3-lame.mp3');
  const window = (codec: string, frames: number, head?: Uint8Array) =>
    musicWindow({ codec, containerFrames: frames, mp3Head: head });
  expect(window('MP3', 89_856, mp3Head)).toEqual({ start: 1105, end: 1105 + 88_200 });
  expect(window('MP3', 89_856, golden('mp3-bare.mp3'))).toEqual({ start: 0, end: Infinity });
  expect(window('AAC', 88_199.99)).toEqual({ start: 0, end: 88_200 });
  expect(window('WAV', 1000)).toEqual({ start: 0, end: Infinity });
  expect(decodedDelayFrames('FLAC')).toBe(0);
});
