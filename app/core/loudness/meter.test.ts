import { expect, test } from 'vitest';
import { LoudnessMeter } from './meter.ts';

/** A stretch of a 1 kHz sine; channels differ from the level by their gain in dB. */
type Part = readonly [seconds: number, dbfs: number];

/** An abrupt start would be a true peak of its own. */
const FADE_SEC = 0.02;

/** Synthesises a test sequence of EBU Tech 3341/3342 in uneven blocks and measures it. */
function measure(parts: readonly Part[], { rate = 48_000, gains = [0, 0], hz = 1000, phase = 0 } = {}) {
  const meter = new LoudnessMeter(rate, gains.length);
  const block = new Float32Array(1777);
  let time = 0;
  for (const [seconds, dbfs] of parts) {
    const amplitude = 10 ** (dbfs / 20);
    for (let left = Math.round(seconds * rate); left > 0; left -= block.length) {
      const count = Math.min(left, block.length);
      for (let i = 0; i < count; i++) {
        const fade = Math.min(1, time / rate / FADE_SEC);
        block[i] = fade * amplitude * Math.sin((2 * Math.PI * hz * time++) / rate + phase);
      }
      meter.push(
        gains.map((gain) => (gain === 0 ? block : block.map((x) => x * 10 ** (gain / 20)))),
        count,
      );
    }
  }
  return meter.result();
}

test.each([
  ['case 1', [[20, -23]], -23],
  ['case 2', [[20, -33]], -33],
  [
    'case 3',
    [
      [10, -36],
      [60, -23],
      [10, -36],
    ],
    -23,
  ],
  [
    'case 4',
    [
      [10, -72],
      [10, -36],
      [60, -23],
      [10, -36],
      [10, -72],
    ],
    -23,
  ],
  [
    'case 5',
    [
      [20, -26],
      [20.1, -20],
      [20, -26],
    ],
    -23,
  ],
] as [string, Part[], number][])('EBU Tech 3341 %s: integrated within 0.1 LU', (_, parts, lufs) => {
  expect(Math.abs((measure(parts).integrated ?? 0) - lufs)).toBeLessThanOrEqual(0.1);
});

test.each([
  [
    'case 1',
    [
      [20, -20],
      [20, -30],
    ],
    10,
  ],
  [
    'case 2',
    [
      [20, -20],
      [20, -15],
    ],
    5,
  ],
  [
    'case 3',
    [
      [20, -40],
      [20, -20],
    ],
    20,
  ],
  [
    'case 4',
    [
      [20, -50],
      [20, -35],
      [20, -20],
      [20, -35],
      [20, -50],
    ],
    15,
  ],
] as [string, Part[], number][])('EBU Tech 3342 %s: range within 1 LU', (_, parts, lu) => {
  expect(Math.abs((measure(parts).range ?? 0) - lu)).toBeLessThanOrEqual(1);
});

test.each([8_000, 22_050, 44_100, 88_200, 96_000, 192_000])('a sine at %i Hz reads the same', (rate) => {
  expect(measure([[5, -23]], { rate }).integrated).toBeCloseTo(-23, 1);
});

test('mono is 3 LU below the same signal in two channels', () => {
  expect(measure([[5, -20]], { gains: [0] }).integrated).toBeCloseTo(-23, 1);
});

test('EBU Tech 3341 case 6: five channels with their weights', () => {
  const { integrated } = measure([[20, -28]], { gains: [0, 0, 4, -2, -2] });
  expect(Math.abs((integrated ?? 0) + 23)).toBeLessThanOrEqual(0.1);
});

test('the LFE of 5.1 does not count', () => {
  const { integrated } = measure([[10, -28]], { gains: [0, 0, 4, 20, -2, -2] });
  expect(Math.abs((integrated ?? 0) + 23)).toBeLessThanOrEqual(0.1);
});

test.each([
  ['case 15', 4, 0, 0.5, -6],
  ['case 16', 4, 45, 0.5, -6],
  ['case 17', 6, 60, 0.5, -6],
  ['case 18', 8, 67.5, 0.5, -6],
  ['case 19', 4, 45, 1.41, 3],
])('EBU Tech 3341 %s: true peak within +0.2 and -0.4 dB', (_, divisor, degrees, amplitude, dbtp) => {
  for (const rate of [44_100, 48_000]) {
    const dbfs = 20 * Math.log10(amplitude);
    const { truePeak } = measure([[1, dbfs]], { rate, hz: rate / divisor, phase: (degrees * Math.PI) / 180 });
    expect((truePeak ?? -99) - dbtp).toBeLessThanOrEqual(0.2);
    expect((truePeak ?? -99) - dbtp).toBeGreaterThanOrEqual(-0.4);
  }
});

test.each([48_000, 88_200, 96_000, 176_400, 192_000])('a peak between samples at %i Hz is found', (rate) => {
  const phases = Array.from({ length: 8 }, (_, i) => (i * Math.PI) / 8);
  for (const phase of phases) {
    const { truePeak } = measure([[0.2, -6]], { rate, hz: 12_000 * (1 + phase / 100), phase });
    expect(truePeak).toBeGreaterThan(-6.4);
    expect(truePeak).toBeLessThan(-5.8);
  }
});

test('silence and next to nothing have no loudness', () => {
  const nothing = {
    ...{ integrated: null, range: null, truePeak: null, maxMomentary: null, maxShortTerm: null },
    ...{ crestDb: null, correlation: null },
  };
  expect(measure([[2, -Infinity]])).toEqual({ ...nothing, shortTerm: new Float32Array([-120, -120]) });
  expect(measure([[0.2, -10]]).integrated).toBeNull();
  expect(new LoudnessMeter(44_100, 2).result()).toEqual({ ...nothing, shortTerm: new Float32Array() });
});

test('the curve has the 3 s before each whole second, the maxima are of whole windows', () => {
  const { shortTerm, maxMomentary, maxShortTerm } = measure([
    [4, -20],
    [4, -40],
  ]);
  const steady = maxShortTerm ?? 0;
  expect(maxMomentary).toBeCloseTo(steady, 1);
  expect(shortTerm).toHaveLength(8);
  // The first second alone is a third of its window.
  expect((shortTerm[0] ?? 0) - (steady - 10 * Math.log10(3))).toBeCloseTo(0, 0);
  expect(shortTerm[3]).toBeCloseTo(steady, 1);
  expect(shortTerm[7]).toBeCloseTo(steady - 20, 1);
});
