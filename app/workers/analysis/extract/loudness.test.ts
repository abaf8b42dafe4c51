import { expect, test } from 'vitest';
import { nodeKernels } from '#tests/support/kernels.ts';
import { noise } from '#tests/support/noise.ts';
import { Extractor } from './extractor.ts';

/** A stretch of a 1 kHz sine; channels differ from the level by their gain in dB. */
type Part = readonly [seconds: number, dbfs: number];

/** An abrupt start would be a true peak of its own. */
const FADE_SEC = 0.02;

/** Synthesises a test sequence of EBU Tech 3341/3342 in uneven blocks and measures it. */
function measure(parts: readonly Part[], { rate = 48_000, gains = [0, 0], hz = 1000, phase = 0 } = {}) {
  const meter = new Extractor(nodeKernels(), rate, gains.length);
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
  return meter.finish().loudness;
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

test.each([8_000, 11_025, 22_050, 44_100, 88_200, 96_000, 192_000])('a sine at %i Hz reads the same', (rate) => {
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
  expect(new Extractor(nodeKernels(), 44_100, 2).finish().loudness).toEqual({
    ...nothing,
    shortTerm: new Float32Array(),
  });
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

test('crest factor of a sine, of a square wave and with a loud sample', () => {
  const sine = measure([[2, -6]]);
  expect(sine.crestDb).toBeCloseTo(10 * Math.log10(2), 1);
  const channel = (length: number, at: (i: number) => number) => Float32Array.from({ length }, (_, i) => at(i));
  const crest = (left: Float32Array) => {
    const extractor = new Extractor(nodeKernels(), 44_100, 2);
    extractor.push([left, left], left.length);
    return extractor.finish().loudness.crestDb ?? Number.NaN;
  };
  expect(crest(channel(20_000, (i) => (i % 40 < 20 ? 0.5 : -0.5)))).toBeCloseTo(0, 5);
  expect(crest(channel(10_000, (i) => (i === 9000 ? 1 : 0)))).toBeCloseTo(40, 5);
});

test('correlation: alike, turned over, unrelated, of several channels that of the first two', () => {
  const [a, b, c] = [1, 2, 3].map((seed) => noise(50_000, seed)) as [Float32Array, Float32Array, Float32Array];
  const correlation = (planes: readonly Float32Array[]) => {
    const extractor = new Extractor(nodeKernels(), 44_100, planes.length);
    extractor.push(planes, a.length);
    return extractor.finish().loudness.correlation;
  };
  expect(correlation([a, a])).toBeCloseTo(1, 6);
  expect(correlation([a, a.map((x) => -0.3 * x)])).toBeCloseTo(-1, 6);
  expect(correlation([a, b])).toBeCloseTo(0, 1);
  expect(correlation([a, a, b, c])).toBeCloseTo(1, 6);
  expect(correlation([a])).toBeNull();
  expect(correlation([a, new Float32Array(a.length)])).toBeNull();
});

test('cut into any blocks, or with broken numbers for silence, the answer is the same', () => {
  const sound = noise(60_000).map((x, i) => (i > 20_000 && i < 20_100 ? 0 : 0.4 * x));
  const broken = sound.map((x, i) => (i > 20_000 && i < 20_100 ? ([NaN, Infinity, -Infinity][i % 3] ?? 0) : x));
  const answer = (samples: Float32Array, block: number) => {
    const extractor = new Extractor(nodeKernels(), 44_100, 2);
    for (let at = 0; at < samples.length; at += block) {
      const part = samples.subarray(at, at + block);
      extractor.push([part, part.map((x) => -x)], part.length);
    }
    return extractor.finish();
  };
  const whole = answer(sound, sound.length);
  for (const [samples, block] of [
    [sound, 1],
    [sound, 997],
    [broken, 8193],
  ] as const) {
    const { waveform, loudness } = answer(samples, block);
    expect(waveform).toEqual(whole.waveform);
    expect(loudness.integrated).toBeCloseTo(whole.loudness.integrated ?? 0, 9);
    expect(loudness.truePeak).toBe(whole.loudness.truePeak);
  }
});
