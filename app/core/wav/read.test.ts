import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildWav } from './builder.test.support.ts';
import { frameBytes, wavHeader, wavPadding } from './header.ts';
import { quantise24 } from './pcm24.ts';
import { readWav } from './read.ts';
import { readSamples, sampleTypeOf } from './samples.ts';
import { bytesSource, type ByteSource } from './source.ts';

test('what the writer writes the reader reads, sample by sample', async () => {
  const sample = fc.integer({ min: -8_388_608, max: 8_388_607 }).map((code) => code / 8_388_608);
  const file = fc.integer({ min: 1, max: 4 }).chain((channels) =>
    fc.record({
      planes: fc
        .array(fc.array(sample, { minLength: channels, maxLength: channels }), { maxLength: 40 })
        .map((frames) => Array.from({ length: channels }, (_, c) => Float32Array.from(frames, (f) => f[c] as number))),
      sampleRate: fc.integer({ min: 8000, max: 192_000 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(file, async ({ planes, sampleRate }) => {
      const frames = planes[0]?.length ?? 0;
      const format = { sampleRate, channels: planes.length, bitDepth: 24 } as const;
      const head = wavHeader(format, frames);
      const bytes = new Uint8Array(head.length + frames * frameBytes(format) + wavPadding(format, frames));
      bytes.set(head);
      quantise24(planes, bytes.subarray(head.length));
      const { wav } = await readWav(bytesSource(bytes));
      expect(wav?.structure).toMatchObject({ hasLyingSizes: false, hasBadPadding: false, isTruncated: false });
      expect([wav?.frames, wav?.format.sampleRate, wav?.format.channels]).toEqual([frames, sampleRate, planes.length]);
      const read = planes.map(() => new Float32Array(frames));
      if (wav) readSamples(bytes.subarray(head.length), sampleTypeOf(wav.format) ?? 'u8', read);
      expect(read).toEqual(planes);
    }),
  );
});

test('more than 4 GB as RF64: sizes are read, audio is not', async () => {
  const format = { sampleRate: 48_000, channels: 2, bitDepth: 24 } as const;
  const frames = 6 * 3600 * 48_000;
  const head = wavHeader(format, frames);
  let read = 0;
  const source: ByteSource = {
    size: head.length + frames * 6,
    async read(offset, length) {
      read += length;
      const bytes = new Uint8Array(length);
      if (offset < head.length) bytes.set(head.subarray(offset, offset + length));
      return bytes;
    },
  };
  const { wav } = await readWav(source);
  expect(wav).toMatchObject({ container: 'rf64', frames, structure: { hasLyingSizes: false } });
  expect(read).toBeLessThan(64_000);
});

test('any bytes after any damage: an answer, soon, and all that it says lies in the file', async () => {
  const bases = [
    buildWav({ before: [['bext', new Uint8Array(602)]], after: [['LIST', new Uint8Array(31)]] }),
    buildWav({ magic: 'RF64', ds64: { data: 400 } }),
    buildWav({ bits: 24, extensible: { validBits: 24, mask: 3, subTag: 1 } }),
  ];
  const damaged = fc
    .record({
      base: fc.constantFrom(...bases),
      edits: fc.array(fc.tuple(fc.nat(120), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      length: fc.nat(1200),
    })
    .map(({ base, edits, length }) => {
      const bytes = base.slice(0, length);
      for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const { wav, problem } = await readWav(bytesSource(bytes));
      expect(wav === null).toBe(problem !== null);
      if (!wav) return;
      expect(wav.structure.dataOffset + wav.structure.dataBytes).toBeLessThanOrEqual(bytes.length);
      expect(wav.frames * wav.format.blockAlign).toBeLessThanOrEqual(wav.structure.dataBytes);
    }),
    { numRuns: 2000 },
  );
});

test('a file of nothing but empty chunks ends the walk early', async () => {
  const bytes = new Uint8Array(12 + 8 * 100_000);
  bytes.set(new TextEncoder().encode('RIFF....WAVE'));
  for (let at = 12; at < bytes.length; at += 8) bytes.set([74, 85, 78, 75, 0, 0, 0, 0], at);
  expect((await readWav(bytesSource(bytes))).problem).toBe('no_format');
});

test.each([
  ['u8', Uint8Array.of(0, 128, 255), [-1, 0, 127 / 128], 8],
  ['i16', Uint8Array.of(0, 128, 0, 0, 255, 127), [-1, 0, 32_767 / 32_768], 16],
  ['i24', Uint8Array.of(0, 0, 128, 0, 0, 0, 0, 255, 127), [-1, 0, 32_767 / 32_768], 16],
  ['i32', Uint8Array.of(0, 0, 0, 128, 0, 1, 0, 0), [-1, 2 ** -23], 24],
  ['f32', new Uint8Array(Float32Array.of(0.25, -1.5).buffer), [0.25, -1.5], 32],
  ['f64', new Uint8Array(Float64Array.of(0.25, -1.5).buffer), [0.25, -1.5], 32],
] as const)('%s samples and the bits that they use', (type, bytes, expected, bits) => {
  const plane = new Float32Array(expected.length);
  const used = readSamples(bytes, type, [plane]);
  expect([...plane]).toEqual(expected);
  expect(32 - (used === 0 ? 32 : 31 - Math.clz32(used & -used))).toBe(bits);
});
