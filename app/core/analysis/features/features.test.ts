import { expect, test } from 'vitest';
import { CHROMA_BINS } from './tonal-frame.ts';
import { TonalFrontEnd, type TonalFeatures } from './tonal-features.ts';
import { MEL_BANDS, SILENT_DB, TimbreFrontEnd } from './timbre-features.ts';

const RATES = [8000, 22_050, 44_100, 48_000, 192_000];

const tone = (hz: number, seconds: number, sampleRate: number, gain = 0.3) =>
  Float32Array.from({ length: seconds * sampleRate }, (_, i) => gain * Math.sin((2 * Math.PI * hz * i) / sampleRate));

function noise(length: number): Float32Array {
  let state = 1;
  return Float32Array.from(
    { length },
    () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 31 - 1,
  );
}

function tonal(samples: Float32Array, sampleRate: number, block = samples.length): TonalFeatures {
  const front = new TonalFrontEnd(sampleRate);
  for (let at = 0; at < samples.length; at += block) front.push(samples.subarray(at, at + block));
  return front.finish();
}

function timbre(samples: Float32Array, sampleRate: number) {
  const front = new TimbreFrontEnd(sampleRate);
  front.push(samples);
  return front.finish();
}

const strongest = (row: Float32Array) => row.indexOf(Math.max(...row));
const middleRow = (features: TonalFeatures, rows: Float32Array) => {
  const at = (features.frames >> 1) * CHROMA_BINS;
  return rows.subarray(at, at + CHROMA_BINS);
};

test.each(RATES)('a tone stands in its bin, at %i Hz', (rate) => {
  // A4 is pitch class 9, of three bins each.
  const features = tonal(tone(440, 3, rate), rate);
  expect(strongest(middleRow(features, features.harmony))).toBe(27);
  expect(features.frames / features.frameRate).toBeGreaterThan(2.4);
  expect(Math.min(...features.tonality.subarray(1, features.frames - 2))).toBeGreaterThan(0.9);
  const low = tonal(tone(55, 3, rate), rate);
  expect(strongest(middleRow(low, low.bass))).toBe(27);
});

test('the tuning is in the angle of the evidence', () => {
  const { tuning, frames } = tonal(tone(440 * 2 ** (0.3 / 12), 3, 44_100), 44_100);
  const [re = 0, im = 0, weight = 0] = tuning.subarray(3 * (frames >> 1));
  expect(Math.atan2(im, re) / (2 * Math.PI)).toBeCloseTo(0.3, 2);
  expect(Math.hypot(re, im) / weight).toBeGreaterThan(0.99);
});

test('noise has no tones, silence and nothing have no chroma', () => {
  const { tonality } = tonal(noise(3 * 44_100), 44_100);
  expect(Math.max(...tonality)).toBeLessThan(0.35);
  const silent = tonal(new Float32Array(44_100), 44_100);
  expect(silent.frames).toBeGreaterThan(0);
  expect(Math.max(...silent.harmony, ...silent.bass, ...silent.tonality)).toBe(0);
  expect(Math.max(...silent.level)).toBe(-200);
  expect(tonal(new Float32Array(), 44_100, 1).frames).toBe(0);
  expect(timbre(new Float32Array(), 44_100).frames).toBe(0);
});

test('blocks of any size give the same features', () => {
  const samples = noise(44_100);
  const whole = tonal(samples, 44_100);
  for (const block of [1, 999, 16_384]) expect(tonal(samples, 44_100, block)).toEqual(whole);
});

test('broken samples leave finite features', () => {
  const samples = tone(440, 2, 44_100);
  samples.set([NaN, Infinity, -Infinity, 3e38, -3e38], 20_000);
  const features = tonal(samples, 44_100);
  for (const column of [features.harmony, features.level, features.tonality, features.tuning]) {
    expect(column.every(Number.isFinite)).toBe(true);
  }
  expect(timbre(samples, 44_100).mel.every(Number.isFinite)).toBe(true);
});

test.each(RATES)('mel bands follow the frequency, at %i Hz', (rate) => {
  const bandOf = (hz: number) => {
    const { mel, frames } = timbre(tone(hz, 1, rate), rate);
    return strongest(mel.subarray((frames >> 1) * MEL_BANDS, ((frames >> 1) + 1) * MEL_BANDS));
  };
  const bands = [60, 200, 700, 1500, 3000].map(bandOf);
  expect(bands).toEqual([...bands].sort((a, b) => a - b));
  expect(new Set(bands).size).toBe(5);
  const { frameRate, mel } = timbre(tone(100, 1, rate), rate);
  expect(frameRate).toBeGreaterThan(7);
  expect(Math.min(...mel)).toBeGreaterThanOrEqual(SILENT_DB);
});
