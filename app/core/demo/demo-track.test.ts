import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeKernels } from '#tests/support/kernels.ts';
import { Extractor } from '../../workers/analysis/extract/extractor.ts';
import { demoTrack, renderDemoWav } from './demo-track.ts';
import { TOTAL_BARS } from './score/arrangement.ts';
import { BAR_FRAMES } from './score/time.ts';

const toDb = (amplitude: number) => 20 * Math.log10(amplitude);

describe('the demo track', () => {
  let file: Buffer;
  let left: Float32Array;
  let right: Float32Array;

  beforeAll(() => {
    file = Buffer.concat([...renderDemoWav()]);
    const frames = (file.length - 44) / 4;
    left = Float32Array.from({ length: frames }, (_, i) => file.readInt16LE(44 + 4 * i) / 32_768);
    right = Float32Array.from({ length: frames }, (_, i) => file.readInt16LE(46 + 4 * i) / 32_768);
  }, 120_000);

  it('is the same file, byte by byte, as ever', () => {
    expect(createHash('sha256').update(file).digest('hex')).toBe(demoTrack.sha256);
  });

  it('has the length that its description gives', () => {
    expect(file.length).toBe(demoTrack.sizeBytes);
    expect(left.length).toBe(demoTrack.frames);
    expect(demoTrack.durationSec).toBeGreaterThan(60);
    expect(demoTrack.durationSec).toBeLessThan(75);
    expect(file.readUInt32LE(40)).toBe(demoTrack.frames * 4);
  });

  it('is as loud as music on a deck should be, and never clips', () => {
    const meter = new Extractor(nodeKernels(), demoTrack.sampleRate, 2);
    meter.push([left, right], left.length);
    const { integrated, truePeak } = meter.finish().loudness;
    expect(integrated).toBeGreaterThan(-14);
    expect(integrated).toBeLessThan(-12);
    expect(truePeak).toBeLessThan(-1);
    expect(truePeak).toBeGreaterThan(-4);
  });

  it('has no constant part', () => {
    for (const channel of [left, right]) {
      const mean = channel.reduce((sum, sample) => sum + sample, 0) / channel.length;
      expect(toDb(Math.abs(mean))).toBeLessThan(-60);
    }
  });

  it('is stereo, and stays whole when played in mono', () => {
    const energy = (pick: (l: number, r: number) => number) =>
      left.reduce((sum, l, i) => sum + pick(l, right[i] as number) ** 2, 0);
    const ratio = energy((l, r) => (l - r) / 2) / energy((l, r) => (l + r) / 2);
    expect(10 * Math.log10(ratio)).toBeGreaterThan(-20);
    expect(10 * Math.log10(ratio)).toBeLessThan(-6);
  });

  it('builds up: the drops are louder than the intro, the break and the build before them', () => {
    const rms = (bar: number, bars: number) => {
      const part = left.subarray(bar * BAR_FRAMES, (bar + bars) * BAR_FRAMES);
      return toDb(Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length));
    };
    const [intro, build, drop, rest, second] = [rms(0, 4), rms(8, 4), rms(12, 8), rms(20, 4), rms(24, 8)];
    for (const quiet of [intro, build, rest]) {
      expect(drop).toBeGreaterThan(quiet + 2);
      expect(second).toBeGreaterThan(quiet + 2);
    }
  });

  it('rings out into silence', () => {
    expect(left.length).toBeGreaterThan(TOTAL_BARS * BAR_FRAMES);
    const end = left.subarray(left.length - 200);
    expect(Math.max(...end.map(Math.abs))).toBeLessThan(0.001);
  });
});
