import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { generated } from './generated.ts';
import { compose } from './music/compose.ts';
import { describe as describeScore } from './music/describe.ts';
import { specOf } from './music/plan.ts';
import { toMidi } from './render/midi.ts';
import { hasSoundfont, renderSoundfont } from './render/soundfont.ts';
import { renderDemo } from './render/demo.ts';
import { renderSynth } from './render/synth/render.ts';
import { RATE, toMono, type Pcm } from './render/pcm.ts';
import type { Score } from './music/score.ts';
import { TempoMap } from './music/tempo-map.ts';
import { Random } from './music/random.ts';

const indices = Array.from({ length: 96 }, (_, index) => index);
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'wavefoundry-music-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a name gives the same notes and the same bytes, another name others', async () => {
  expect(toMidi(compose(specOf('tune', 3)))).toEqual(toMidi(compose(specOf('tune', 3))));
  expect(toMidi(compose(specOf('tune', 3)))).not.toEqual(toMidi(compose(specOf('test', 3))));
  const [one, two] = [await generated('tune', 9, join(folder, 'a')), await generated('tune', 9, join(folder, 'b'))];
  expect(one.truth).toEqual(two.truth);
  expect(readFileSync(one.wav).equals(readFileSync(two.wav))).toBe(true);
}, 120_000);

test('each set has all keys, all kinds of tempo, music with and without beats and keys', () => {
  for (const set of ['tune', 'test'] as const) {
    const specs = indices.map((index) => specOf(set, index));
    expect(new Set(specs.map(({ key }) => `${key.tonic} ${key.mode}`)).size).toBe(24);
    expect(new Set(specs.map(({ tempo }) => tempo))).toEqual(new Set(['constant', 'step', 'ramp', 'drift']));
    const truths = specs.map((spec) => describeScore(compose(spec), 60));
    expect(truths.some(({ bpm }) => bpm === null)).toBe(true);
    expect(truths.some(({ key }) => key === null)).toBe(true);
    expect(truths.some(({ keys }) => (keys?.length ?? 0) > 1)).toBe(true);
    expect(truths.some(({ beatsPerBar }) => beatsPerBar === 3)).toBe(true);
    expect(Math.min(...truths.flatMap(({ bpm }) => bpm ?? []))).toBeLessThan(76);
    expect(Math.max(...truths.flatMap(({ bpm }) => bpm ?? []))).toBeGreaterThan(172);
  }
});

test('the truth fits together', () => {
  for (const index of indices) {
    const spec = specOf('tune', index);
    const score = compose(spec);
    const truth = describeScore(score, score.tempo.timeOf(score.tempo.beats.length));
    const { beats, downbeats, bpm, isConstant, sections, keys } = truth;
    if (beats && bpm) {
      const periods = beats.slice(1).map((time, i) => time - (beats[i] as number));
      expect(Math.min(...periods)).toBeGreaterThan(0);
      if (isConstant) for (const period of periods) expect(Math.abs(period - 60 / bpm)).toBeLessThan(2.1e-5);
      expect(downbeats?.every((time) => beats.includes(time))).toBe(true);
      expect(downbeats?.[0]).toBe(beats[spec.pickup]);
    }
    const starts = (sections ?? []).map(({ startSec }) => startSec);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    if (downbeats) expect(starts.every((start) => downbeats.includes(start))).toBe(true);
    for (const list of [sections ?? [], keys ?? []]) {
      for (let i = 1; i < list.length; i++) expect(list[i]?.startSec).toBe(list[i - 1]?.endSec);
    }
  }
});

test('on straight electronic music every bar that has a kick has one on its first beat', () => {
  const score = compose(specOf('tune', 0));
  const kicks = new Set(score.drums.filter(({ drum }) => drum === 'kick').map(({ beat }) => beat));
  expect(kicks.size).toBeGreaterThan(20);
  for (const beat of kicks) expect(kicks.has(Math.floor(beat / 4) * 4)).toBe(true);
});

/** Kicks alone, at times that no block of frames divides. */
function kicksOnly(): Score {
  const score = compose(specOf('tune', 8));
  const tempo = new TempoMap({ kind: 'constant', bpm: 57.3 }, 12, 0.3, new Random('kicks'));
  const drums = Array.from({ length: 11 }, (_, beat) => ({ drum: 'kick' as const, beat, shiftSec: 0, velocity: 0.9 }));
  return { ...score, tempo, drums, notes: [], sound: { ...score.sound, reverb: 0, kit: 0 } };
}

/** How late each kick reaches a tenth of its height, s. */
function delays(score: Score, pcm: Pcm): number[] {
  const mono = toMono(pcm);
  return score.drums.map(({ beat }) => {
    const time = score.tempo.timeOf(beat);
    const part = mono.subarray(Math.round((time - 0.03) * RATE), Math.round((time + 0.1) * RATE));
    const height = Math.max(...part.map(Math.abs));
    return part.findIndex((sample) => Math.abs(sample) > height / 10) / RATE - 0.03;
  });
}

test.each([
  ['synth', renderSynth],
  ['demo', renderDemo],
] as const)('%s: a kick sounds at its time', (_, renderer) => {
  const score = kicksOnly();
  for (const delay of delays(score, renderer(score))) expect(Math.abs(delay)).toBeLessThan(0.001);
});

test('sampled instruments: a kick sounds at its time, to 3 ms', async ({ skip }) => {
  if (!(await hasSoundfont())) skip();
  const score = kicksOnly();
  for (const delay of delays(score, await renderSoundfont(score))) expect(Math.abs(delay)).toBeLessThan(0.003);
});

test('what was written is read as what is true of it', async () => {
  const { wav, truth } = await generated('tune', 9, folder);
  const pcm = await decode(wav);
  expect(pcm.sampleRate).toBe(RATE);
  expect((pcm.channels[0]?.length ?? 0) / RATE).toBeCloseTo(truth.durationSec, 6);
  expect(truth.durationSec).toBeGreaterThan(truth.beats?.at(-1) ?? 0);
}, 60_000);
