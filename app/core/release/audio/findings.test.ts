import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noise } from '#tests/support/noise.ts';
import { ClippingFinder } from './clipping.ts';
import { containerOf } from './container.ts';
import { DropOutFinder, mergeDropOuts } from './drop-outs.ts';
import { effectiveBits } from './effective-bits.ts';
import { SilenceEdges } from './silence.ts';
import { stereoFacts } from './stereo.ts';

const RATE = 44_100;

/** A chord with noise in it: what a real signal is like from sample to sample. */
function music(seconds: number): Float32Array<ArrayBuffer> {
  const hiss = noise(seconds * RATE);
  return hiss.map((value, i) => {
    const tone = [110, 277.2, 329.6, 1760].reduce((sum, hz) => sum + Math.sin((2 * Math.PI * hz * i) / RATE), 0);
    return 0.12 * tone + 0.02 * value;
  });
}

/** Feeds a channel in blocks of changing size. */
function inBlocks(samples: Float32Array, push: (block: Float32Array, frames: number, at: number) => void): void {
  for (let at = 0, turn = 0; at < samples.length; turn++) {
    const frames = Math.min(samples.length - at, [8192, 1, 3000, 777][turn % 4] as number);
    push(samples.subarray(at, at + frames), frames, at);
    at += frames;
  }
}

function dropOuts(samples: Float32Array) {
  const finder = new DropOutFinder(RATE, 0);
  inBlocks(samples, (block, frames) => finder.push(block, frames));
  finder.finish();
  return finder.found;
}

test('gaps and holds of 2 to 200 ms inside music are found within 5 ms', () => {
  const hole = fc.record({
    ms: fc.integer({ min: 2, max: 200 }),
    isHold: fc.boolean(),
    at: fc.double({ min: 0.1, max: 2.6, noNaN: true }),
  });
  const clean = music(3);
  fc.assert(
    fc.property(hole, ({ ms, isHold, at }) => {
      const samples = clean.slice();
      const start = Math.round(at * RATE);
      const end = start + Math.round((ms / 1000) * RATE);
      samples.fill(isHold ? (samples[start] as number) : 0, start, end);
      const found = dropOuts(samples);
      expect(found).toHaveLength(1);
      expect(Math.abs((found[0]?.startSec ?? 9) - start / RATE)).toBeLessThan(0.005);
      expect(Math.abs((found[0]?.endSec ?? 9) - end / RATE)).toBeLessThan(0.005);
    }),
    { numRuns: 60 },
  );
});

test('music, rests with faded edges, square waves and long pauses are no drop-outs', () => {
  expect(dropOuts(music(3))).toEqual([]);
  const faded = music(2).map((x, i) => x * Math.min(1, Math.max(0, Math.abs(i / RATE - 1) - 0.05) / 0.1));
  expect(dropOuts(faded)).toEqual([]);
  const square = Float32Array.from({ length: 2 * RATE }, (_, i) => (Math.floor((i * 200) / RATE) % 2 ? 0.4 : -0.4));
  expect(dropOuts(square)).toEqual([]);
  const pause = music(3);
  pause.fill(0, RATE, 2 * RATE);
  expect(dropOuts(pause)).toEqual([]);
  expect(dropOuts(new Float32Array(RATE))).toEqual([]);
});

test('a hole in all channels is one', () => {
  const hole = (startSec: number, channel: number) => ({ startSec, endSec: startSec + 0.01, channel });
  const merged = mergeDropOuts([[hole(1, 0), hole(2, 0)], [hole(1.001, 1)]]);
  expect(merged.map(({ startSec, channel }) => [startSec, channel])).toEqual([
    [1, null],
    [2, 0],
  ]);
});

test('runs at full scale are counted, single peaks are not', () => {
  const samples = music(1);
  samples.fill(1, 1000, 1004);
  samples.fill(-1, 8190, 8196);
  samples.fill(1, 20_000, 20_002);
  samples.set([1, -1, 1, -1], 30_000);
  const finder = new ClippingFinder(RATE, 1);
  inBlocks(samples, (block, frames) =>
    finder.push(
      block,
      frames,
      block.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
    ),
  );
  finder.finish();
  expect(finder.count).toBe(2);
  expect(finder.found).toEqual([
    { startSec: 1000 / RATE, endSec: 1004 / RATE, channel: 1 },
    { startSec: 8190 / RATE, endSec: 8196 / RATE, channel: 1 },
  ]);
});

test('silence at both ends to the sample, over all channels', () => {
  const left = new Float32Array(50_000).fill(0.0001);
  const right = left.slice();
  left[12_345] = 0.5;
  right[40_000] = -0.01;
  const edges = new SilenceEdges();
  for (const plane of [left, right]) {
    inBlocks(plane, (block, frames, at) =>
      edges.push(
        block,
        frames,
        at,
        block.reduce((m, x) => Math.max(m, Math.abs(x)), 0),
      ),
    );
  }
  expect([edges.first, edges.last]).toEqual([12_345, 40_000]);
});

test.each([
  ['stereo', [1, 1], 0.3, {}],
  ['mono as stereo', [1, 1], 1, { isMonoAsStereo: true }],
  ['mono to one side', [1, 0.25], 0.5, {}],
  ['dead right', [1, 0], 0, { deadChannels: [1] }],
  ['inverted', [1, 1], -1, { isPolarityInverted: true }],
  ['silence', [0, 0], 0, {}],
])('%s', (_, energies, cross, expected) => {
  const none = { isMonoAsStereo: false, deadChannels: [], isPolarityInverted: false };
  expect(stereoFacts({ frames: 100, sums: [0, 0], energies, cross })).toMatchObject({ ...none, ...expected });
});

test('bits in use by or-ed codes', () => {
  expect([0x10000, 0x100, 1, 0].map((used) => effectiveBits(used, 24))).toEqual([16, 24, 24, 24]);
});

test('containers by their first bytes', () => {
  const kinds = [
    'RIFF....WAVE',
    'RF64....WAVE',
    'fLaC',
    'OggS',
    '....ftypM4A ',
    'PK\x03\x04',
    '\xff\xfb\x90',
    'ID3',
    '%PDF-1.7',
    'GIF89a',
    'II*\0',
    'RIFF....AVI ',
    'RIFF....WEBP',
    'nothing',
  ];
  const found = kinds.map((text) => containerOf(Uint8Array.from(text, (c) => c.charCodeAt(0))));
  expect(found).toEqual([
    'wav',
    'rf64',
    'flac',
    'ogg',
    'mp4',
    'zip',
    'mp3',
    'mp3',
    'pdf',
    'gif',
    'tiff',
    'video',
    'webp',
    'unknown',
  ]);
});
