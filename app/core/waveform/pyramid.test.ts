import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import { buildPyramid, levelFor } from './pyramid.ts';

function peaksOf(low: readonly number[]): WaveformPeaks {
  const bytes = Uint8Array.from(low);
  const none = new Uint8Array(low.length);
  return {
    ...{ blobHash: 'x', sampleRate: 44_100, framesPerColumn: 441, columns: low.length },
    ...{ low: bytes, mid: none, high: none, peak: bytes },
  };
}

it('every level keeps the loudest column, wherever it stands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), (columns, place) => {
      const at = place % columns;
      const pyramid = buildPyramid(peaksOf(Array.from({ length: columns }, (_, i) => (i === at ? 200 : 10))));
      pyramid.levels.forEach(({ offset, columns: count }, n) => {
        const values = Array.from({ length: count }, (_, i) => pyramid.columns[4 * (offset + i)]);
        expect(values.indexOf(200)).toBe(at >> n);
        expect(values.filter((value) => value === 200)).toHaveLength(1);
      });
      expect(pyramid.gain).toBeCloseTo(255 / 200, 12);
    }),
  );
});

it('levels lie one behind the other and take twice the bytes at most', () => {
  const { levels, columns, columnsPerSecond } = buildPyramid(peaksOf(Array.from({ length: 10_001 }, () => 1)));
  expect(levels.slice(0, 3)).toEqual([
    { offset: 0, columns: 10_001 },
    { offset: 10_001, columns: 5001 },
    { offset: 15_002, columns: 2501 },
  ]);
  expect(columns.length).toBeLessThan(4 * 2 * 10_010);
  expect(columnsPerSecond).toBe(100);
});

it('columns are one to two pixels wide where there are levels for it', () => {
  const pyramid = buildPyramid(peaksOf(Array.from({ length: 60_000 }, () => 1)));
  for (const perPixel of [0.6, 1, 1.01, 2, 3, 7.9, 60]) {
    const width = 2 ** levelFor(pyramid, perPixel) / perPixel;
    expect(width, String(perPixel)).toBeGreaterThanOrEqual(1);
    expect(width, String(perPixel)).toBeLessThan(2);
  }
  expect([levelFor(pyramid, 0.1), levelFor(pyramid, 0), levelFor(pyramid, 1e9)]).toEqual([
    0,
    0,
    pyramid.levels.length - 1,
  ]);
});

it('an empty track has one empty level', () => {
  expect(buildPyramid(peaksOf([]))).toMatchObject({ levels: [{ offset: 0, columns: 0 }], gain: 255 });
});
