import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { beatAtTime } from '../tempo/beat-grid.ts';
import { song } from './automix.test.support.ts';
import { bareFacts } from './facts.ts';
import { placesAt } from './places.ts';
import { transitions } from './transition.ts';

it('begins both at a downbeat of a phrase, late in the first and early in the second', () => {
  const [first, second] = [song(124, 240), song(126, 300, 0.9)];
  const [best] = transitions(first, second);
  expect(best?.kind).toBe('blend');
  const out = beatAtTime(first.tempo.grid!, best!.outSec);
  const into = beatAtTime(second.tempo.grid!, best!.inSec);
  expect(Math.abs(out - Math.round(out / 32) * 32)).toBeLessThan(1e-3);
  expect(Math.abs(into - Math.round(into / 32) * 32)).toBeLessThan(1e-3);
  expect(best!.outSec).toBeGreaterThan(150);
  expect(best!.outSec + best!.lengthSec).toBeLessThanOrEqual(240.1);
  expect(best!.inSec).toBeLessThan(60);
});

it('avoids two voices at once where there is a place without', () => {
  const first = song(120, 240);
  const second = song(120, 240);
  // The first sings from 190 s on, the second all the time.
  const voice = new Float32Array(240).map((_, i) => (i >= 190 ? 1 : 0));
  const [best] = transitions(
    { ...first, vocals: { curve: voice, share: 0.2 } },
    { ...second, vocals: { curve: new Float32Array(240).fill(1), share: 1 } },
  );
  expect(best!.outSec + best!.lengthSec).toBeLessThanOrEqual(192);
});

it('of any two tracks there is a way, the best first, inside both', () => {
  const facts = fc.oneof(
    fc
      .record({ bpm: fc.double({ min: 40, max: 220, noNaN: true }), sec: fc.double({ min: 1, max: 700, noNaN: true }) })
      .map(({ bpm, sec }) => song(bpm, sec)),
    fc.double({ min: 0.1, max: 700, noNaN: true }).map(bareFacts),
  );
  fc.assert(
    fc.property(facts, facts, (first, second) => {
      const ways = transitions(first, second);
      expect(ways.length).toBeGreaterThan(0);
      expect(ways.at(-1)?.kind).toBe('fade');
      for (const { outSec, inSec, lengthSec, score } of ways) {
        expect(outSec).toBeGreaterThanOrEqual(0);
        expect(outSec + lengthSec).toBeLessThanOrEqual(first.durationSec + 0.1);
        expect(inSec).toBeLessThan(second.durationSec);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
      const blends = ways.slice(0, -1).map(({ score }) => score);
      expect(blends).toEqual([...blends].sort((a, b) => b - a));
    }),
    { numRuns: 60 },
  );
});

it('a blend never has both basses, a fade keeps the power', () => {
  for (let share = 0; share <= 1; share += 0.01) {
    const { firstLow, secondLow } = placesAt('blend', share);
    expect(firstLow + secondLow).toBeCloseTo(-1, 9);
    const { firstFader, secondFader } = placesAt('fade', share);
    expect(firstFader ** 4 + secondFader ** 4).toBeCloseTo(1, 9);
  }
  expect(placesAt('blend', 0)).toEqual({ firstFader: 1, secondFader: 0, firstLow: -0, secondLow: -1 });
  expect(placesAt('blend', 1)).toEqual({ firstFader: 0, secondFader: 1, firstLow: -1, secondLow: 0 });
});
