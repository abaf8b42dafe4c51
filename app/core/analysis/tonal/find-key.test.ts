import { expect, test } from 'vitest';
import { cadence, MUSIC_RATE, noiseSource, playChords, playDrums, playSpeech } from '#tests/support/chord-music.ts';
import { TonalFrontEnd } from '../features/tonal-features.ts';
import { findKey } from './find-key.ts';

function keyOf(samples: Float32Array, sampleRate = MUSIC_RATE) {
  const front = new TonalFrontEnd(sampleRate);
  front.push(samples);
  return findKey(front.finish());
}

const repeat = <T>(list: readonly T[], times: number): T[] => Array.from({ length: times }, () => list).flat();
const song = (tonic: number, mode: 'major' | 'minor', cents = 0) =>
  playChords(repeat(cadence(tonic, mode), 3), 1.2, cents);
const joined = (...parts: Float32Array[]) => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};
const keys = Array.from({ length: 12 }, (_, tonic) => tonic).flatMap((tonic) =>
  (['major', 'minor'] as const).map((mode) => [tonic, mode] as const),
);

test.each(keys)('a cadence in %i %s', (tonic, mode) => {
  const result = keyOf(song(tonic, mode));
  expect([result.tonic, result.mode]).toEqual([tonic, mode]);
  expect(result.segments).toHaveLength(1);
  expect(result.confidence).toBeGreaterThan(0.5);
  expect(Math.abs(result.tuningCents)).toBeLessThan(4);
});

test.each([-40, -20, 15, 40])('music that is %i cents off keeps its key and says so', (cents) => {
  for (const [tonic, mode] of [
    [4, 'minor'],
    [10, 'major'],
  ] as const) {
    const result = keyOf(song(tonic, mode, cents));
    expect([result.tonic, result.mode]).toEqual([tonic, mode]);
    expect(Math.abs(result.tuningCents - cents)).toBeLessThan(4);
  }
});

test('a change of key is found within four bars, and the longer key names the whole', () => {
  const before = playChords(repeat(cadence(0, 'major'), 5), 2);
  const after = playChords(repeat(cadence(3, 'major'), 3), 2);
  const { tonic, segments } = keyOf(joined(before, after));
  expect(tonic).toBe(0);
  expect(segments.map((one) => [one.tonic, one.mode])).toEqual([
    [0, 'major'],
    [3, 'major'],
  ]);
  expect(Math.abs((segments[1]?.startSec ?? 0) - 40)).toBeLessThan(8);
  expect(segments[0]?.startSec).toBe(0);
  expect(segments[0]?.endSec).toBe(segments[1]?.startSec);
  expect(segments[1]?.endSec).toBe(64);
});

test('drums, noise, speech and silence have no key', () => {
  const noise = noiseSource();
  const unkeyed = [
    playDrums(20),
    Float32Array.from({ length: 10 * MUSIC_RATE }, noise),
    playSpeech(20),
    new Float32Array(5 * MUSIC_RATE),
    new Float32Array(),
    Float32Array.from({ length: 30 * MUSIC_RATE }, (_, i) => (i % (10 * MUSIC_RATE) === 0 ? 1 : 0)),
  ];
  for (const samples of unkeyed) {
    const result = keyOf(samples);
    expect([result.tonic, result.mode, result.segments]).toEqual([null, null, []]);
    expect(result.confidence).toBeGreaterThan(0.5);
  }
});

test('one second is too short to be sure, and answers', () => {
  const { confidence } = keyOf(playChords([cadence(0, 'major')[0]!], 1));
  expect(confidence).toBeLessThan(0.9);
  expect(keyOf(new Float32Array(100).fill(0.1)).tonic).toBeNull();
});

test('drums over the music do not change its key', () => {
  const music = song(9, 'minor');
  const drums = playDrums(Math.ceil(music.length / MUSIC_RATE));
  const { tonic, mode } = keyOf(music.map((sample, i) => sample + 0.4 * (drums[i] as number)));
  expect([tonic, mode]).toEqual([9, 'minor']);
});

test('gain, polarity and leading silence do not change the key', () => {
  const music = song(6, 'minor');
  const same = keyOf(music);
  const variants = [
    music.map((sample) => 0.01 * sample),
    music.map((sample) => -sample),
    music.map((sample) => 4 * sample),
    joined(new Float32Array(3.3 * MUSIC_RATE), music),
  ];
  for (const variant of variants) {
    const { tonic, mode, tuningCents, confidence } = keyOf(variant);
    expect([tonic, mode]).toEqual([same.tonic, same.mode]);
    expect(tuningCents).toBeCloseTo(same.tuningCents, 0);
    expect(confidence).toBeCloseTo(same.confidence, 1);
  }
});
