import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wavHeader, wavPadding } from './header.ts';
import { dequantise24, quantise24, toInt24 } from './pcm24.ts';

const text = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));

test('a plain WAV header says PCM and the exact sizes', () => {
  const bytes = wavHeader({ sampleRate: 48_000, channels: 2, bitDepth: 24 }, 1000);
  const view = new DataView(bytes.buffer);
  expect([text(bytes, 0), text(bytes, 8), text(bytes, 12), text(bytes, 36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data']);
  expect(view.getUint32(4, true)).toBe(36 + 6000);
  expect(view.getUint16(20, true)).toBe(1);
  expect(view.getUint16(22, true)).toBe(2);
  expect(view.getUint32(24, true)).toBe(48_000);
  expect(view.getUint32(28, true)).toBe(288_000);
  expect(view.getUint16(32, true)).toBe(6);
  expect(view.getUint16(34, true)).toBe(24);
  expect(view.getUint32(40, true)).toBe(6000);
});

test('an odd number of audio bytes is padded and the padding counted in RIFF only', () => {
  const format = { sampleRate: 8000, channels: 1, bitDepth: 24 } as const;
  const view = new DataView(wavHeader(format, 3).buffer);
  expect(wavPadding(format, 3)).toBe(1);
  expect(view.getUint32(4, true)).toBe(36 + 9 + 1);
  expect(view.getUint32(40, true)).toBe(9);
});

test('more than 4 GB become RF64 with 64-bit sizes', () => {
  const frames = 6 * 3600 * 48_000;
  const bytes = wavHeader({ sampleRate: 48_000, channels: 2, bitDepth: 24 }, frames);
  const view = new DataView(bytes.buffer);
  expect([text(bytes, 0), text(bytes, 12), text(bytes, 48), text(bytes, 72)]).toEqual(['RF64', 'ds64', 'fmt ', 'data']);
  expect(view.getUint32(4, true)).toBe(0xffff_ffff);
  expect(view.getBigUint64(20, true)).toBe(BigInt(bytes.length - 8 + frames * 6));
  expect(view.getBigUint64(28, true)).toBe(BigInt(frames * 6));
  expect(view.getBigUint64(36, true)).toBe(BigInt(frames));
  expect(view.getUint32(76, true)).toBe(0xffff_ffff);
});

test('every 16-bit and 24-bit code survives float and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8_388_608, max: 8_388_607 }), (code) => {
      expect(toInt24(Math.fround(code / 8_388_608))).toBe(code);
    }),
    { numRuns: 1000 },
  );
  for (let code = -32_768; code < 32_768; code++) {
    if (toInt24(code / 32_768) !== code * 256) throw new Error(`16-bit code ${code}`);
  }
});

test('samples beyond full scale are clamped, and what is no number is silence', () => {
  expect([1, 1.5, -1, -2, Number.NaN].map(toInt24).slice(0, 4)).toEqual([8_388_607, 8_388_607, -8_388_608, -8_388_608]);
  const bytes = new Uint8Array(3).fill(9);
  quantise24([Float32Array.of(Number.NaN)], bytes);
  expect(bytes).toEqual(new Uint8Array(3));
});

test('quantising and reading back is exact to half a step for any samples', () => {
  const sample = fc.float({ min: -1, max: Math.fround(0.999_999), noNaN: true });
  const stereo = fc.array(fc.tuple(sample, sample), { maxLength: 50 });
  fc.assert(
    fc.property(stereo, (frames) => {
      const channels = [0, 1].map((c) => Float32Array.from(frames, (frame) => frame[c] ?? 0));
      const bytes = new Uint8Array(frames.length * 6);
      quantise24(channels, bytes);
      const back = dequantise24(bytes, 2);
      for (const [c, samples] of channels.entries()) {
        for (const [i, value] of samples.entries()) {
          expect(Math.abs((back[c]?.[i] ?? 9) - value)).toBeLessThanOrEqual(0.5 / 8_388_608);
        }
      }
    }),
  );
});
