import { expect, test } from 'vitest';
import { noise } from '#tests/support/noise.ts';
import { buildWav } from '../../wav/builder.test.support.ts';
import { dequantise24 } from '../../wav/pcm24.ts';
import { readWav } from '../../wav/read.ts';
import { bytesSource } from '../../wav/source.ts';
import { Dither24 } from './dither.ts';
import { encodeSamples } from './encode.ts';
import { headerOnly, removedChunks, repairLayout } from './plan.ts';

const LSB = 2 ** -23;

function dithered(samples: Float32Array): Float32Array {
  const bytes = new Uint8Array(samples.length * 3);
  new Dither24().write([samples], samples.length, bytes);
  return dequantise24(bytes, 1)[0] as Float32Array;
}

test('TPDF dither: the error has no mean and a variance of a quarter step, whatever the signal', () => {
  for (const level of [0, 0.25, 0.5, 1234.37].map((steps) => steps * LSB)) {
    const samples = new Float32Array(200_000).fill(level);
    const errors = dithered(samples).map((x) => (x - level) / LSB);
    const mean = errors.reduce((sum, x) => sum + x, 0) / errors.length;
    const variance = errors.reduce((sum, x) => sum + (x - mean) ** 2, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(variance).toBeCloseTo(0.25, 2);
  }
});

test('dither is at most one and a half steps away, says so, and counts what was too loud', () => {
  const samples = noise(50_000).map((x) => x * 1.1);
  const dither = new Dither24();
  const bytes = new Uint8Array(samples.length * 3);
  dither.write([samples], samples.length, bytes);
  const back = dequantise24(bytes, 1)[0] as Float32Array;
  const worst = back.reduce((most, x, i) => {
    const value = samples[i] as number;
    return Math.abs(value) >= 1 ? most : Math.max(most, Math.abs(x - value) / LSB);
  }, 0);
  expect(worst).toBeLessThanOrEqual(1.5);
  expect(dither.maxErrorLsb).toBeCloseTo(worst, 1);
  expect(dither.clipped).toBe(samples.filter((x) => x > 1 - LSB || x < -1).length);
  expect(dithered(samples)).toEqual(back);
});

test('a float that is no number becomes silence', () => {
  expect(dithered(Float32Array.of(Number.NaN)).every((x) => Math.abs(x) <= LSB)).toBe(true);
});

test('a layout keeps what the plan leaves and never less than nothing', async () => {
  const { wav } = await readWav(bytesSource(buildWav({ rate: 100, data: new Uint8Array(4000) })));
  if (!wav) throw new Error('no WAV');
  expect(repairLayout(wav, 'i16', headerOnly)).toMatchObject({ start: 0, frames: 1000, format: { bitDepth: 16 } });
  expect(repairLayout(wav, 'f32', { trimStartSec: 2, trimEndSec: 3 })).toMatchObject({
    start: 200,
    frames: 500,
    format: { bitDepth: 24 },
  });
  expect(repairLayout(wav, 'i16', { trimStartSec: 20, trimEndSec: 3 })).toMatchObject({ start: 1000, frames: 0 });
});

test('what a repair leaves out is named', async () => {
  const file = buildWav({
    before: [['bext', new Uint8Array(2)]],
    after: [
      ['LIST', new Uint8Array(2)],
      ['data', new Uint8Array(2)],
    ],
  });
  const { wav } = await readWav(bytesSource(file));
  expect(wav && removedChunks(wav)).toEqual(['bext', 'LIST', 'data']);
});

test('eight bits become sixteen of the same value', () => {
  const samples = { bytes: Uint8Array.of(0, 128, 255), planes: [], frames: 3 };
  const bytes = encodeSamples(samples, 'u8', 16, null);
  expect([...new Int16Array(bytes.buffer)]).toEqual([-32_768, 0, 127 * 256]);
});
