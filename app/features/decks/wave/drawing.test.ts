import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beatPlaces } from './drawing.ts';

const beats = Float32Array.from({ length: 400 }, (_, i) => 0.25 + i * 0.5);

describe('beat lines', () => {
  it('stand where the beats are', () => {
    expect(beatPlaces(beats, 0, 2, 1000).map((place) => place * 2)).toEqual([0.25, 0.75, 1.25, 1.75]);
  });

  it('thin out by four where they would be too close, and keep counting from the first beat', () => {
    const places = beatPlaces(beats, 0, 200, 1000);
    expect(places[0]! * 200).toBeCloseTo(0.25, 6);
    expect((places[1]! - places[0]!) * 200).toBeCloseTo(2, 6);
    const later = beatPlaces(beats, 50, 250, 1000);
    expect((later[0]! * 200 + 50 - 0.25) % 2).toBeCloseTo(0, 4);
  });

  it('are never closer than seven pixels and never outside', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.double({ min: 0.5, max: 400, noNaN: true }),
        fc.integer({ min: 100, max: 3000 }),
        (from, length, width) => {
          const places = beatPlaces(beats, from, from + length, width);
          expect(places.every((place) => place >= 0 && place <= 1)).toBe(true);
          const gaps = places.slice(1).map((place, i) => (place - places[i]!) * width);
          expect(Math.min(7, ...gaps)).toBeGreaterThan(6.9);
        },
      ),
    );
  });

  it('are none without a beat', () => {
    expect(beatPlaces(new Float32Array(), 0, 10, 500)).toEqual([]);
    expect(beatPlaces(new Float32Array([1]), 0, 10, 500)).toEqual([]);
  });
});
