import { expect, it } from 'vitest';
import { AudioClock, positionAt } from './clock.ts';

const motion = { positionSec: 10, rate: 1.5, atSec: 4, tempo: 1.5 };

it('goes on from the last known place at its rate, in audio time', () => {
  const clock = new AudioClock();
  expect(positionAt(motion, clock.at(1e12))).toBe(10);
  clock.read({ audioSec: 4, epochMs: 1_700_000_000_000 });
  expect(positionAt(motion, clock.at(1_700_000_000_400))).toBeCloseTo(10.6, 6);
  expect(positionAt({ ...motion, rate: -1 }, clock.at(1_700_000_000_400))).toBeCloseTo(9.6, 6);
  // An audio thread that says nothing any more does not play on in the picture.
  expect(positionAt(motion, clock.at(1_700_000_060_000))).toBeCloseTo(10.75, 6);
});

it('readings that shiver do not shake it, and a jump is followed at once', () => {
  const clock = new AudioClock();
  const seen: number[] = [];
  for (let i = 0; i < 100; i++) {
    clock.read({ audioSec: i + (i % 2 === 0 ? 0.004 : -0.004), epochMs: i * 1000 });
    seen.push((clock.at(i * 1000) as number) - i);
  }
  const late = seen.slice(20);
  expect(Math.max(...late) - Math.min(...late)).toBeLessThan(0.002);
  expect(Math.max(...late.map(Math.abs))).toBeLessThan(0.001);
  clock.read({ audioSec: 500, epochMs: 100_000 });
  expect(clock.at(101_000)).toBeCloseTo(501, 9);
});

it('a clock that runs a little off is followed', () => {
  const clock = new AudioClock();
  for (let i = 0; i < 600; i++) clock.read({ audioSec: i * 1.0001, epochMs: i * 1000 });
  expect(Math.abs((clock.at(599_000) as number) - 599 * 1.0001)).toBeLessThan(0.001);
});
