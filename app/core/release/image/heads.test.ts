import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource } from '../../wav/source.ts';
import { buildGif, buildJpeg, buildPng, iccProfile, joined } from './builder.test.support.ts';
import { readImageHead } from './read-head.ts';

const read = (kind: string, bytes: Uint8Array) => readImageHead(kind, bytesSource(bytes));

test.each([1399, 1400, 2999, 3000, 8000, 8001, 12_000])('a side of %i px in each format', async (side) => {
  for (const [kind, bytes] of [
    ['jpeg', buildJpeg({ width: side, height: side - 1 })],
    ['png', buildPng({ width: side, height: side - 1 })],
    ['gif', buildGif({ width: side, height: side - 1 })],
  ] as const) {
    expect(await read(kind, bytes)).toMatchObject({
      width: side,
      height: side - 1,
      isCorrupt: false,
      bitsPerChannel: 8,
    });
  }
});

test.each([
  ['RGB', {}, { colourSpace: 'rgb', profile: '' }],
  ['grey', { components: 1 }, { colourSpace: 'grey' }],
  ['CMYK without a word', { components: 4 }, { colourSpace: 'cmyk' }],
  ['CMYK of Adobe', { components: 4, adobe: 0 }, { colourSpace: 'cmyk' }],
  ['YCCK of Adobe', { components: 4, adobe: 2 }, { colourSpace: 'cmyk' }],
  ['progressive', { frame: 0xc2 }, { colourSpace: 'rgb', width: 100 }],
  ['with a profile of version 2', { icc: iccProfile('Adobe RGB (1998)', 2) }, { profile: 'Adobe RGB (1998)' }],
  ['with a profile of version 4', { icc: iccProfile('Display P3', 4) }, { profile: 'Display P3' }],
  ['with EXIF', { exifBytes: 5000 }, { metadataBytes: 5004 }],
  ['cut off', { cutEnd: 2 }, { isCorrupt: true, width: 100 }],
])('JPEG %s', async (_, recipe, expected) => {
  expect(await read('jpeg', buildJpeg({ width: 100, height: 100, ...recipe }))).toMatchObject(expected);
});

test.each([
  ['RGB', {}, { colourSpace: 'rgb', hasAlpha: false, isAnimated: false }],
  ['RGBA', { type: 6 }, { colourSpace: 'rgb', hasAlpha: true }],
  ['16 bits grey', { type: 0, bits: 16 }, { colourSpace: 'grey', bitsPerChannel: 16 }],
  ['indexed with transparency', { type: 3, chunks: [['tRNS', 3]] }, { colourSpace: 'indexed', hasAlpha: true }],
  ['animated', { chunks: [['acTL', 8]] }, { isAnimated: true }],
  ['with a profile', { chunks: [['iCCP', 30, 'Apple RGB\0']] }, { profile: 'Apple RGB', metadataBytes: 30 }],
  ['with text', { chunks: [['tEXt', 70_000]] }, { metadataBytes: 70_000 }],
  ['cut off', { cutEnd: 5 }, { isCorrupt: true, width: 100 }],
] as const)('PNG %s', async (_, recipe, expected) => {
  expect(await read('png', buildPng({ width: 100, height: 100, ...recipe }))).toMatchObject(expected);
});

test('GIF: one picture, several, cut off', async () => {
  expect(await read('gif', buildGif({ width: 9, height: 9 }))).toMatchObject({
    isAnimated: false,
    colourSpace: 'indexed',
  });
  expect(await read('gif', buildGif({ width: 9, height: 9, pictures: 2 }))).toMatchObject({ isAnimated: true });
  expect(await read('gif', buildGif({ width: 9, height: 9 }).slice(0, -1))).toMatchObject({ isCorrupt: true });
});

test('WebP and TIFF are measured', async () => {
  const riff = (id: string, body: number[]) => joined('RIFF\0\0\0\0WEBP', id, [body.length, 0, 0, 0], body);
  const extended = riff('VP8X', [0x12, 0, 0, 0, 0xb7, 0x0b, 0, 0xb7, 0x0b, 0, 0, 0]);
  expect(await read('webp', extended)).toMatchObject({ width: 3000, height: 3000, hasAlpha: true, isAnimated: true });
  const entry = (tag: number, type: number, value: number) => [
    ...[tag & 255, tag >> 8, type, 0, 1, 0, 0, 0, value & 255, value >> 8, 0, 0],
  ];
  const tiff = joined(
    'II*\0',
    [8, 0, 0, 0, 4, 0],
    entry(256, 4, 1400),
    entry(257, 3, 1399),
    entry(258, 3, 16),
    entry(262, 3, 5),
  );
  expect(await read('tiff', tiff)).toMatchObject({
    width: 1400,
    height: 1399,
    bitsPerChannel: 16,
    colourSpace: 'cmyk',
  });
});

test('any bytes in any container: an answer', async () => {
  const whole = [
    buildJpeg({ width: 99, height: 99, icc: iccProfile('x', 4) }),
    buildPng({ width: 99, height: 99 }),
    buildGif({ width: 9, height: 9 }),
  ];
  const damaged = fc
    .record({
      base: fc.constantFrom(...whole),
      edits: fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      length: fc.nat(800),
    })
    .map(({ base, edits, length }) => {
      const bytes = base.slice(0, length);
      for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  const kind = fc.constantFrom('jpeg', 'png', 'gif', 'webp', 'tiff', 'unknown');
  await fc.assert(
    fc.asyncProperty(kind, fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), async (container, bytes) => {
      expect((await read(container, bytes)).width).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 1000 },
  );
});
