import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffAudio } from './sniff.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)));
const zeros = (count: number) => Array.from({ length: count }, () => 0);

/** MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes. */
const mp3Frame = [0xff, 0xfb, 0x90, 0x00, ...zeros(413)];
/** MPEG-2 layer III, 64 kbit/s, 22.05 kHz: 208 bytes. */
const mp3LowFrame = [0xff, 0xf3, 0x80, 0x00, ...zeros(204)];
/** ADTS AAC LC, 44.1 kHz, 100 bytes. */
const adtsFrame = [0xff, 0xf1, 0x50, 0x80, 0x0c, 0x9f, 0xfc, ...zeros(93)];
const id3 = (size: number) => bytes('ID3', [4, 0, 0, 0, 0, (size >> 7) & 0x7f, size & 0x7f]);

describe('sniffAudio', () => {
  it.each([
    ['WAV', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), 'audio/wav'],
    ['RF64', bytes('RF64', [255, 255, 255, 255], 'WAVEds64'), 'audio/wav'],
    ['AIFF', bytes('FORM', [0, 0, 0, 0], 'AIFFCOMM'), 'audio/aiff'],
    ['FLAC', bytes('fLaC', [0, 0, 0, 34]), 'audio/flac'],
    ['FLAC behind a tag', bytes([...id3(4)], zeros(4), 'fLaC', [0, 0, 0, 34]), 'audio/flac'],
    ['M4A', bytes([0, 0, 0, 32], 'ftypM4A ', zeros(20)), 'audio/mp4'],
    ['MP4', bytes([0, 0, 0, 32], 'ftypisom', zeros(20)), 'audio/mp4'],
    ['Opus', bytes('OggS', [0, 2], zeros(20), [1, 19], 'OpusHead'), 'audio/ogg'],
    ['Vorbis', bytes('OggS', [0, 2], zeros(20), [1, 30, 1], 'vorbis'), 'audio/ogg'],
    ['WebM', bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], 'webm'), 'audio/webm'],
    ['MP3', bytes(mp3Frame, mp3Frame), 'audio/mpeg'],
    ['MP3 of one frame', bytes(mp3Frame), 'audio/mpeg'],
    ['MP3 at a low rate', bytes(mp3LowFrame, mp3LowFrame), 'audio/mpeg'],
    ['MP3 behind a tag', bytes([...id3(10)], zeros(10), mp3Frame, mp3Frame), 'audio/mpeg'],
    ['MP3 behind a tag that is longer than what we see', bytes([...id3(9000)], zeros(8000)), 'audio/mpeg'],
    ['AAC', bytes(adtsFrame, adtsFrame), 'audio/aac'],
  ])('knows %s', (_name, head, type) => expect(sniffAudio(head)).toBe(type));

  it.each([
    ['nothing', bytes()],
    ['HTML', bytes('<!doctype html>')],
    ['PNG', bytes([0x89], 'PNG')],
    ['AVI', bytes('RIFF', [0, 0, 0, 0], 'AVI LIST')],
    ['HEIC', bytes([0, 0, 0, 32], 'ftypheic', zeros(20))],
    ['Ogg with pictures', bytes('OggS', [0, 2], zeros(20), [1, 42], [0x80], 'theora')],
    ['a lone sync word', bytes([0xff, 0xfb, 0x90, 0x00], zeros(1000))],
    ['UTF-16 text', bytes([0xff, 0xfe, 0x41, 0, 0x42, 0])],
    ['a tag with text behind it', bytes([...id3(4)], zeros(4), 'just some text that goes on and on')],
  ])('does not know %s', (_name, head) => expect(sniffAudio(head)).toBeNull());

  it('takes any bytes without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (head) => void sniffAudio(head)),
      { numRuns: 500 },
    );
  });
});
