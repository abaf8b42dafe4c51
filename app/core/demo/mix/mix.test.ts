import { describe, expect, it } from 'vitest';
import { Random } from '../synth/random.ts';
import { PingPong } from './delay.ts';
import { Dither } from './dither.ts';
import { LOOK_AHEAD, Limiter } from './limiter.ts';
import { Reverb } from './reverb.ts';
import { Sidechain } from './sidechain.ts';

describe('the limiter', () => {
  it('never lets a sample over its ceiling', () => {
    const limiter = new Limiter(0.8);
    const random = new Random(1);
    let highest = 0;
    for (let i = 0; i < 60_000; i++) {
      const loud = i % 7000 < 40 ? 4 : 0.7;
      limiter.push(random.bipolar() * loud, random.bipolar() * loud);
      highest = Math.max(highest, Math.abs(limiter.left), Math.abs(limiter.right));
    }
    expect(highest).toBeGreaterThan(0.7);
    expect(highest).toBeLessThanOrEqual(0.8001);
  });

  it('delays and otherwise leaves alone what is quiet', () => {
    const limiter = new Limiter(0.8);
    const random = new Random(2);
    const input = Array.from({ length: 4000 }, () => Math.fround(random.bipolar() * 0.4));
    const output = input.map((sample) => {
      limiter.push(sample, -sample);
      return limiter.left;
    });
    expect(output.slice(LOOK_AHEAD)).toEqual(input.slice(0, -LOOK_AHEAD));
  });
});

describe('the sidechain', () => {
  it('goes down in two milliseconds and is back in time', () => {
    const sidechain = new Sidechain(0.3);
    expect(sidechain.next()).toBe(0);
    sidechain.trigger();
    const duck = Array.from({ length: 14_000 }, () => sidechain.next());
    expect(Math.max(...duck)).toBeCloseTo(1, 3);
    expect(duck.indexOf(Math.max(...duck))).toBeLessThan(100);
    expect(duck.at(-1)).toBe(0);
    for (let i = 200; i < duck.length; i++) expect(duck[i]!).toBeLessThanOrEqual(duck[i - 1]!);
  });
});

describe('echo and room', () => {
  it('echo jumps from left to right, each time quieter', () => {
    const delay = new PingPong(1000, 0.5);
    const peaks = [0, 1, 2, 3].map((round) => {
      let [left, right] = [0, 0];
      for (let i = 0; i < 1000; i++) {
        delay.push(round === 0 && i === 0 ? 1 : 0, 0);
        left = Math.max(left, Math.abs(delay.left));
        right = Math.max(right, Math.abs(delay.right));
      }
      return { left, right };
    });
    expect(peaks[0]).toEqual({ left: 0, right: 0 });
    expect(peaks[1]!.left).toBeGreaterThan(peaks[1]!.right);
    expect(peaks[2]!.right).toBeGreaterThan(peaks[2]!.left);
    expect(peaks[3]!.left).toBeLessThan(peaks[1]!.left);
  });

  it('the room dies away, by 60 dB between one and five seconds', () => {
    const reverb = new Reverb(0.84, 5200);
    const energy = Array.from({ length: 60 }, (_, tenth) => {
      let sum = 0;
      for (let i = 0; i < 4410; i++) {
        reverb.push(tenth === 0 && i === 0 ? 1 : 0, 0);
        sum += reverb.left ** 2 + reverb.right ** 2;
      }
      return sum;
    });
    const loudest = Math.max(...energy);
    const silent = energy.findIndex((sum, i) => i > 2 && sum < loudest * 1e-6);
    expect(silent).toBeGreaterThan(10);
    expect(silent).toBeLessThan(50);
  });
});

describe('the dither', () => {
  it('keeps the mean of what lies between two steps', () => {
    const dither = new Dither(1);
    const runs = 40_000;
    let sum = 0;
    for (let i = 0; i < runs; i++) sum += dither.next(10.3 / 32_767);
    expect(sum / runs).toBeCloseTo(10.3, 1);
  });

  it('stays in 16 bits', () => {
    const dither = new Dither(1);
    for (const sample of [-3, -1, 1, 3]) expect(Math.abs(dither.next(sample))).toBeLessThanOrEqual(32_768);
    expect(dither.next(3)).toBe(32_767);
  });
});
