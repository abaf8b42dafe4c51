import { describe, expect, it } from 'vitest';
import type { BeatGrid } from '#contracts/records/analysis.ts';
import { MAX_SAMPLER_BYTES, type PadSample } from '#contracts/records/sampler.ts';
import { beatAtTime } from '../tempo/beat-grid.ts';
import { roomFor, withoutSample, withSample } from './bank.ts';
import { gridOfSlice, sliceOf } from './slice.ts';

const sample = (slot: number, bytes = 1000): PadSample => ({
  ...{ slot, bytes, blobHash: `h${slot}`, name: `Sample ${slot}`, colour: null, mode: 'shot', gain: 0 },
  ...{ quantize: false, sync: false, durationSec: 1, grid: null },
});
const grid = (bpm: number, timeSec: number): BeatGrid => ({
  segments: [{ timeSec, bpm, beat: 0 }],
  beatsPerBar: 4,
  downbeat: 0,
});

describe('the pads of a device', () => {
  it('hold one sample each, and none beyond the eighth', () => {
    const bank = withSample(withSample(withSample([], sample(3)), sample(0)), { ...sample(3), name: 'Other' });
    expect(bank.map(({ slot, name }) => [slot, name])).toEqual([
      [0, 'Sample 0'],
      [3, 'Other'],
    ]);
    for (const slot of [-1, 8, 1.5]) expect(withSample(bank, sample(slot))).toBe(bank);
    expect(withoutSample(bank, 0).map(({ slot }) => slot)).toEqual([3]);
  });

  it('have room for what the others leave; a pad that is filled anew gives back its own', () => {
    const bank = [sample(0, MAX_SAMPLER_BYTES / 2), sample(1, MAX_SAMPLER_BYTES / 4)];
    expect(roomFor(bank, 2)).toBe(MAX_SAMPLER_BYTES / 4);
    expect(roomFor(bank, 0)).toBe((3 * MAX_SAMPLER_BYTES) / 4);
    expect(roomFor([sample(0, 2 * MAX_SAMPLER_BYTES)], 1)).toBe(0);
  });
});

describe('a slice of a deck', () => {
  const deck = {
    loopFromSec: 0,
    loopToSec: 0,
    positionSec: 10.1,
    durationSec: 60,
    loopBeats: 4,
    grid: grid(120, 0.25),
  };

  it('is its loop, else so many beats from the beat next to the play head, and ends with the track', () => {
    expect(sliceOf({ ...deck, loopFromSec: 5, loopToSec: 7 })).toEqual({ fromSec: 5, toSec: 7 });
    expect(sliceOf(deck)).toEqual({ fromSec: 10.25, toSec: 12.25 });
    expect(sliceOf({ ...deck, grid: null })).toEqual({ fromSec: 10.1, toSec: 12.1 });
    expect(sliceOf({ ...deck, durationSec: 11 })).toEqual({ fromSec: 10.25, toSec: 11 });
    expect(sliceOf({ ...deck, durationSec: 10.25, positionSec: 10.25 })).toBeNull();
  });

  it('knows its beats in its own time', () => {
    const cut = gridOfSlice(grid(120, 0.25), 10.4) as BeatGrid;
    expect(beatAtTime(cut, 0.35)).toBeCloseTo(0, 9);
    expect(beatAtTime(cut, 0.85)).toBeCloseTo(1, 9);
    // The 21st beat of the track is the second of its bar.
    expect(cut.downbeat).toBe(3);
    expect(gridOfSlice(null, 1)).toBeNull();
  });
});
