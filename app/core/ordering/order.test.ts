import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepCost, totalOf, type OrderedTrack } from './cost.ts';
import { atOnce, bestGreedyCost, ordering, reportOf } from './order.ts';
import { greedyOrder, pathCost, solving } from './solve.ts';

const track = (
  id: string,
  bpm: number | null,
  tonic: number | null,
  energy: number | null,
  artist = '',
): OrderedTrack => ({
  ...{ id, bpm, energy, artist },
  key: tonic === null ? null : { tonic, mode: 'minor' },
});
const cost = (a: OrderedTrack, b: OrderedTrack) => totalOf(stepCost(a, b));
const any = fc.record({
  id: fc.string(),
  artist: fc.constantFrom('', 'a', 'b'),
  bpm: fc.option(fc.integer({ min: 60, max: 180 })),
  key: fc.option(fc.record({ tonic: fc.nat(11), mode: fc.constantFrom('minor' as const, 'major' as const) })),
  energy: fc.option(fc.integer({ min: 1, max: 10 })),
});

test('steps cost what they do to the ear', () => {
  const from = track('a', 120, 9, 5);
  expect(cost(from, { ...from, id: 'b' })).toBe(0);
  expect(cost(from, track('b', 121, 4, 6))).toBeLessThan(cost(from, track('b', 128, 4, 6)));
  expect(cost(from, track('b', 240, 9, 5))).toBeLessThan(cost(from, track('b', 170, 9, 5)));
  expect(cost(from, track('b', 120, 9, 7))).toBeLessThan(cost(from, track('b', 120, 9, 3)));
  expect(stepCost(from, track('b', 120, 3, 5)).key).toBe(1);
  expect(stepCost(from, { ...from, key: { tonic: 0, mode: 'major' } }).key).toBeCloseTo(0.1);
  expect(cost(from, track('b', null, null, null))).toBeGreaterThan(0);
});

test('no track is lost or doubled, and no order gets worse', () => {
  fc.assert(
    fc.property(fc.array(any, { maxLength: 14 }), fc.boolean(), (tracks, keepsFirst) => {
      const ordered = atOnce(ordering(tracks, { keepsFirst, rounds: 3 }));
      expect(new Set(ordered)).toEqual(new Set(tracks));
      expect(ordered).toHaveLength(tracks.length);
      expect(reportOf(ordered).cost).toBeLessThanOrEqual(reportOf(tracks).cost + 1e-9);
      if (keepsFirst && tracks[0]) expect(ordered[0]).toBe(tracks[0]);
    }),
  );
});

test('of small sets the best of all orders is found', () => {
  const permutations = (items: number[]): number[][] =>
    items.length < 2
      ? [items]
      : items.flatMap((one, i) => permutations(items.toSpliced(i, 1)).map((rest) => [one, ...rest]));
  const all = permutations([0, 1, 2, 3, 4, 5]);
  fc.assert(
    fc.property(fc.array(fc.nat(100), { minLength: 36, maxLength: 36 }), (costs) => {
      const matrix = { size: 6, values: Float64Array.from(costs) };
      const best = Math.min(...all.map((order) => pathCost(matrix, order)));
      expect(pathCost(matrix, atOnce(solving(matrix)))).toBe(best);
    }),
    { numRuns: 30 },
  );
});

test('better than the best greedy order', () => {
  const tracks = Array.from({ length: 40 }, (_, i) =>
    track(String(i), 118 + ((i * 37) % 17), (i * i + i * 3) % 12, 1 + ((i * 7) % 10)),
  );
  const solved = atOnce(ordering(tracks));
  expect(reportOf(solved).cost).toBeLessThan(bestGreedyCost(tracks));
  expect(atOnce(ordering(tracks))).toEqual(solved);
  expect(reportOf(solved).keyClashes).toBeLessThan(reportOf(tracks).keyClashes);
});

test('greedy takes the next best', () => {
  expect(greedyOrder({ size: 3, values: Float64Array.from([0, 5, 1, 1, 0, 1, 1, 2, 0]) }, 0)).toEqual([0, 2, 1]);
});

test('it pauses, and orders more than can be ordered at once in parts', () => {
  const tracks = Array.from({ length: 640 }, (_, i) => track(String(i), 100 + (i % 50), i % 12, null));
  const work = ordering(tracks, { rounds: 1 });
  expect(work.next().done).toBe(false);
  const ordered = atOnce(work);
  expect(new Set(ordered)).toEqual(new Set(tracks));
  const steps = (of: readonly OrderedTrack[]) => reportOf(of).cost / (of.length - 1);
  expect(steps(ordered.slice(-340))).toBeLessThan(steps(tracks) / 3);
  expect(atOnce(ordering(tracks, { rounds: 1, keepsFirst: true }))[0]).toBe(tracks[0]);
});
