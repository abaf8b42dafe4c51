import { expect, test } from 'vitest';
import { overviewOf, withOverview } from './levels.ts';

const ramp = (columns: number, factor: number) => Uint8Array.from({ length: columns }, (_, i) => (i * factor) % 251);
const level = (columns: number) => ({
  ...{ framesPerColumn: 294, columns },
  ...{ low: ramp(columns, 3), mid: ramp(columns, 7), high: ramp(columns, 11), peak: ramp(columns, 13) },
});

test.each([0, 1, 15, 16, 17, 1000])('the overview of %i columns covers them all and hides no peak', (columns) => {
  const peaks = { blobHash: 'hash', sampleRate: 44_100, ...withOverview(level(columns)) };
  const overview = overviewOf(peaks);
  expect(overview.framesPerColumn).toBe(16 * 294);
  expect(overview.columns).toBe(Math.ceil(columns / 16));
  for (const band of ['low', 'mid', 'high', 'peak'] as const) {
    const highest = Array.from({ length: overview.columns }, (_, i) =>
      Math.max(...peaks[band].subarray(16 * i, 16 * i + 16)),
    );
    expect([...overview[band]]).toEqual(highest);
  }
});

test('a record of before there were overviews is its own', () => {
  const old = { blobHash: 'hash', sampleRate: 44_100, ...level(10) };
  expect(overviewOf(old)).toBe(old);
});
