import { expect, test } from 'vitest';
import type { BeatGrid } from '#contracts/records/analysis.ts';
import { cadence, MUSIC_RATE, noiseSource, playChords, playDrums } from '#tests/support/chord-music.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { KernelPowerSpectrum } from '#wasm/spectrum/power-spectrum.ts';
import { TimbreFrontEnd } from '../features/timbre-features.ts';
import { TonalFrontEnd } from '../features/tonal-features.ts';
import { barTimes } from './bars.ts';
import { energyOf } from './energy.ts';
import { findSections } from './find-sections.ts';

const BAR_SEC = 2;
const grid: BeatGrid = { segments: [{ timeSec: 0, bpm: 120, beat: 0 }], beatsPerBar: 4, downbeat: 0 };

function hear(samples: Float32Array) {
  const { spectrum, memory } = nodeKernels();
  const spectrumOf = (length: number) => new KernelPowerSpectrum(spectrum, memory, length);
  const timbre = new TimbreFrontEnd(MUSIC_RATE, spectrumOf);
  const tonal = new TonalFrontEnd(MUSIC_RATE, spectrumOf);
  timbre.push(samples);
  tonal.push(samples);
  return { timbre: timbre.finish(), tonal: tonal.finish() };
}

type Part = 'pad' | 'beat' | 'full';

/** Parts of so many bars each: chords alone, drums alone, or both and louder. */
function song(parts: readonly (readonly [Part, number])[]): Float32Array {
  const bars = parts.reduce((sum, [, count]) => sum + count, 0);
  const whole = new Float32Array(bars * BAR_SEC * MUSIC_RATE);
  let at = 0;
  for (const [part, count] of parts) {
    const length = count * BAR_SEC * MUSIC_RATE;
    whole.set(phrases[part].subarray(0, length), at);
    at += length;
  }
  return whole;
}

/** The longest part of each kind. */
const LONGEST = 32;
const chords = playChords(Array.from({ length: LONGEST / 4 }, () => cadence(9, 'minor')).flat(), BAR_SEC);
const drums = playDrums(LONGEST * BAR_SEC);
const phrases: Readonly<Record<Part, Float32Array>> = {
  pad: chords.map((chord) => 0.4 * chord),
  beat: drums.map((drum) => 0.5 * drum),
  full: chords.map((chord, i) => chord + (drums[i] as number)),
};

const arrangement = [
  ['pad', 8],
  ['full', 16],
  ['pad', 8],
  ['full', 16],
  ['beat', 8],
] as const;
const starts = [0, 8, 24, 32, 48].map((bar) => bar * BAR_SEC);
const arranged = song(arrangement);
const heard = hear(arranged);

test('sections begin where the arrangement changes, on the bar', () => {
  const sections = findSections(heard, { grid });
  expect(sections.map(({ startSec }) => startSec)).toEqual(starts);
  expect(sections.map(({ kind }) => kind)).toEqual(['intro', 'drop', 'break', 'drop', 'outro']);
  expect(sections.at(-1)?.endSec).toBe(112);
  sections.slice(1).forEach(({ startSec }, i) => expect(startSec).toBe(sections[i]?.endSec));
  const energies = sections.map(({ energy }) => energy);
  expect(Math.max(...energies)).toBe(1);
  expect(energies[0]).toBeLessThan(energies[1] ?? 0);
});

test('without a grid they are found within two beats', () => {
  const sections = findSections(heard, null);
  for (const start of starts)
    expect(Math.min(...sections.map((one) => Math.abs(one.startSec - start)))).toBeLessThan(1);
  expect(sections.length).toBeLessThan(8);
});

test('gain and polarity change nothing', () => {
  const shape = (gain: number) =>
    findSections(hear(arranged.map((sample) => gain * sample)), { grid }).map(({ startSec, kind }) => [startSec, kind]);
  const same = shape(1);
  expect(shape(0.02)).toEqual(same);
  expect(shape(-1)).toEqual(same);
});

test('a piece that never changes is one section, silence none, a second one', () => {
  expect(findSections(hear(song([['full', 32]])), { grid })).toHaveLength(1);
  expect(findSections(hear(new Float32Array(30 * MUSIC_RATE)), { grid })).toEqual([]);
  expect(findSections(hear(new Float32Array()), null)).toEqual([]);
  expect(findSections(hear(song([['full', 4]]).slice(0, MUSIC_RATE)), { grid })).toHaveLength(1);
});

test('bars follow the grid; what comes before the first downbeat is a bar only when it is long', () => {
  const late = (timeSec: number): BeatGrid => ({ ...grid, segments: [{ timeSec, bpm: 120, beat: 0 }] });
  expect([...barTimes(late(0.3), 6.5)]).toEqual([0, 2.3, 4.3, 6.5]);
  expect([...barTimes(late(1.5), 6)]).toEqual([0, 1.5, 3.5, 6]);
  expect([...barTimes(null, 5)]).toEqual([0, 2, 4, 5]);
  expect([...barTimes(grid, 0)]).toEqual([]);
});

const sure = (bpm: number | null) => ({ bpm, candidates: bpm ? [{ bpm, probability: 1 }] : [] });
const context = { tempo: sure(120), loudness: null };

test('a beat has more energy than a pad, and a fast loud one more still', () => {
  const levels = [
    energyOf(hear(song([['pad', 16]])).timbre, { tempo: sure(null), loudness: { integrated: -24 } }),
    energyOf(hear(song([['full', 16]])).timbre, { tempo: sure(120), loudness: { integrated: -14 } }),
    energyOf(hear(song([['full', 16]])).timbre, { tempo: sure(174), loudness: { integrated: -7 } }),
  ].map(({ level }) => level ?? NaN);
  expect(levels).toEqual([...levels].sort((a, b) => a - b));
  expect(new Set(levels).size).toBe(3);
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...levels)).toBeLessThanOrEqual(10);
});

test('the energy curve follows the arrangement, one value a second', () => {
  const { curve } = energyOf(heard.timbre, context);
  const mean = (from: number, to: number) => curve.slice(from, to).reduce((sum, x) => sum + x, 0) / (to - from);
  expect(curve).toHaveLength(112);
  expect(mean(2, 14)).toBeLessThan(0.8 * mean(18, 46));
  expect(mean(50, 62)).toBeLessThan(0.8 * mean(66, 94));
  expect(curve.every((value) => value >= 0 && value <= 1)).toBe(true);
});

test('silence has no energy, noise and a moment have some', () => {
  expect(energyOf(hear(new Float32Array(5 * MUSIC_RATE)).timbre, context)).toMatchObject({
    level: null,
    confidence: 0,
  });
  const noise = noiseSource();
  const moment = energyOf(hear(Float32Array.from({ length: MUSIC_RATE }, noise)).timbre, context);
  expect(moment.level).not.toBeNull();
  expect(moment.confidence).toBeLessThan(0.5);
  const longer = energyOf(hear(Float32Array.from({ length: 20 * MUSIC_RATE }, noise)).timbre, context);
  expect(longer.confidence).toBeGreaterThan(moment.confidence + 0.2);
});

test('an energy that hangs on a doubtful tempo is less sure', () => {
  const { timbre } = hear(song([['full', 16]]));
  const candidates = [70, 174].map((bpm) => ({ bpm, probability: 0.5 }));
  const doubtful = energyOf(timbre, { tempo: { bpm: 174, candidates }, loudness: null });
  expect(doubtful.confidence).toBeLessThan(energyOf(timbre, { tempo: sure(174), loudness: null }).confidence - 0.01);
});
