import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constantGrid } from '../tempo/beat-grid.ts';
import { beatLines } from './beat-lines.ts';

const grid = constantGrid(120, 0.25, 4, 0.75);

describe('beat lines', () => {
  it('stand where the beats are, and bars begin at the downbeat', () => {
    expect(beatLines(grid, 0, 3, 1000).map(({ place, isDownbeat }) => [place * 3, isDownbeat])).toEqual([
      [0.25, false],
      [0.75, true],
      [expect.closeTo(1.25, 9), false],
      [1.75, false],
      [2.25, false],
      [2.75, true],
    ]);
  });

  it('go on before the first beat and behind the last', () => {
    expect(beatLines(grid, -1, 0, 1000)).toHaveLength(2);
    expect(beatLines(grid, 1e4, 1e4 + 1, 1000)).toHaveLength(2);
  });

  it('thin out to bars and to every fourth of them where they would be too close', () => {
    const bars = beatLines(grid, 0, 200, 1000);
    expect(bars.every(({ isDownbeat }) => isDownbeat)).toBe(true);
    expect(bars[0]!.place * 200).toBeCloseTo(0.75, 6);
    expect((bars[1]!.place - bars[0]!.place) * 200).toBeCloseTo(2, 6);
    const later = beatLines(grid, 50, 850, 1000);
    expect((later[1]!.place - later[0]!.place) * 800).toBeCloseTo(8, 6);
    expect((later[0]!.place * 800 + 50 - 0.75) % 8).toBeCloseTo(0, 4);
  });

  it('are never closer than seven pixels and never outside', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.double({ min: 0.5, max: 400, noNaN: true }),
        fc.integer({ min: 100, max: 3000 }),
        (from, length, width) => {
          const places = beatLines(grid, from, from + length, width).map(({ place }) => place);
          expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
          const gaps = places.slice(1).map((place, i) => (place - places[i]!) * width);
          expect(Math.min(7, ...gaps)).toBeGreaterThan(6.9);
        },
      ),
    );
  });
});
