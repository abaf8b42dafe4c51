import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BeatGrid, GridSegment } from '#contracts/records/analysis.ts';
import type { GridEdit } from '#contracts/records/correction.ts';
import { beatAtTime, beatsBetween, constantGrid, firstBeatFrom, isDownbeat, timeOfBeat } from '../beat-grid.ts';
import { editGrid, mainTempo } from './grid-edit.ts';

const steady = constantGrid(120, 0.25);
/** 120 BPM from 1 s, 60 BPM from 5 s, 150 BPM from 9 s; beat 0 at 0 s. */
const changing: BeatGrid = {
  segments: [
    { timeSec: 1, bpm: 120, beat: 2 },
    { timeSec: 5, bpm: 60, beat: 10 },
    { timeSec: 9, bpm: 150, beat: 14 },
  ],
  beatsPerBar: 4,
  downbeat: 2,
};

function edited(grid: BeatGrid | null, ...edits: GridEdit[]): BeatGrid {
  const after = edits.reduce(editGrid, grid);
  if (!after) throw new Error('no grid');
  return after;
}
const times = (grid: BeatGrid, to = 3) => [...beatsBetween(grid, 0, to)].map((time) => Math.round(time * 1e6) / 1e6);
/** Whether a bar begins at a time. */
function beginsBar(grid: BeatGrid, timeSec: number): boolean {
  const beat = beatAtTime(grid, timeSec);
  return Math.abs(beat - Math.round(beat)) < 1e-6 && isDownbeat(grid, Math.round(beat));
}

describe('scaling', () => {
  test('doubles and halves; the bar begins where it began', () => {
    expect(times(edited(steady, { kind: 'scale', ratio: 2 }), 1)).toEqual([0, 0.25, 0.5, 0.75]);
    expect(times(edited(steady, { kind: 'scale', ratio: 1 / 2 }))).toEqual([0.25, 1.25, 2.25]);
    const late = { ...steady, downbeat: 1 };
    expect(times(edited(late, { kind: 'scale', ratio: 1 / 2 }))).toEqual([0.75, 1.75, 2.75]);
    expect(beginsBar(edited(late, { kind: 'scale', ratio: 2 }), 0.75)).toBe(true);
    expect(edited(steady, { kind: 'scale', ratio: 3 / 2 }).segments[0]?.bpm).toBe(180);
  });

  test('keeps changes of tempo on whole beats', () => {
    const half = edited(changing, { kind: 'scale', ratio: 1 / 2 });
    expect(half.segments.map(({ timeSec, bpm }) => [timeSec, bpm])).toEqual([
      [1, 60],
      [5, 30],
      [9, 75],
    ]);
    // A change in the middle of a new beat moves on to the next.
    const odd = { ...changing, downbeat: 3 };
    const moved = edited(odd, { kind: 'scale', ratio: 1 / 2 });
    for (const { beat } of moved.segments) expect(Number.isInteger(beat)).toBe(true);
    expect(beginsBar(moved, timeOfBeat(odd, 3))).toBe(true);
  });

  test('there and back is where it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.constantFrom(steady, changing), (downbeat, start) => {
        const grid = { ...start, downbeat };
        const back = edited(grid, { kind: 'scale', ratio: 2 }, { kind: 'scale', ratio: 1 / 2 });
        expect(times(back, 20).slice(1, -1)).toEqual(times(grid, 20).slice(1, -1));
        // The bars of the double are half as long: which of two began the old bar is no longer known.
        expect(beginsBar(back, timeOfBeat(grid, downbeat % 2))).toBe(true);
      }),
    );
  });

  test('leaves the grid alone where it would become faster or slower than any music, or nothing at all', () => {
    for (const ratio of [4, 1 / 8, 0, -1, NaN, Infinity, 1]) {
      expect(editGrid(steady, { kind: 'scale', ratio })).toBe(steady);
    }
  });
});

describe('moving', () => {
  test('shifts all beats, also over the start', () => {
    expect(times(edited(steady, { kind: 'shift', bySec: 0.01 }), 1)).toEqual([0.26, 0.76]);
    const back = edited(steady, { kind: 'shift', bySec: -0.3 });
    expect(times(back, 1)).toEqual([0.45, 0.95]);
    expect(beginsBar(back, -0.05)).toBe(true);
    expect(editGrid(steady, { kind: 'shift', bySec: NaN })).toBe(steady);
  });

  test('any shifts and back give the same beats and bars', () => {
    const by = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(by, fc.constantFrom(steady, changing), (bySec, grid) => {
        const shifted = edited(grid, { kind: 'shift', bySec });
        expect(firstBeatFrom(shifted, 0)).toBe(0);
        const back = edited(shifted, { kind: 'shift', bySec: -bySec });
        expect(beatsBetween(back, 0.1, 20).length).toBe(beatsBetween(grid, 0.1, 20).length);
        const bar = timeOfBeat(grid, grid.downbeat);
        expect(Math.abs(beatAtTime(back, bar) - Math.round(beatAtTime(back, bar)))).toBeLessThan(1e-6);
        expect(isDownbeat(back, Math.round(beatAtTime(back, bar)))).toBe(true);
      }),
    );
  });

  test('the nearest beat goes to a place, the others with it', () => {
    expect(times(edited(steady, { kind: 'beat', atSec: 1.3 }), 2)).toEqual([0.3, 0.8, 1.3, 1.8]);
  });

  test('a bar begins with the beat nearest to a place', () => {
    const grid = edited(steady, { kind: 'downbeat', atSec: 1.3 });
    expect(beginsBar(grid, 1.25)).toBe(true);
    expect(times(grid)).toEqual(times(steady));
  });

  test('another meter keeps the first bar; nonsense changes nothing', () => {
    const waltz = edited({ ...steady, downbeat: 1 }, { kind: 'meter', beatsPerBar: 3 });
    expect([waltz.beatsPerBar, beginsBar(waltz, 0.75), beginsBar(waltz, 2.25)]).toEqual([3, true, true]);
    for (const beatsPerBar of [0, 1, 2.5, 99, NaN])
      expect(editGrid(steady, { kind: 'meter', beatsPerBar })).toBe(steady);
  });
});

describe('a tempo', () => {
  test('typed: the beat nearest to the place stays, and the bar that begins near it', () => {
    const grid = edited(steady, { kind: 'tempo', bpm: 125, atSec: 2.3 });
    expect(mainTempo(grid, 10)).toBe(125);
    const beat = beatAtTime(grid, 2.25);
    expect(beat).toBeCloseTo(Math.round(beat), 6);
    expect(beginsBar(grid, 2.25)).toBe(true);
  });

  test('tapped: the beats fall where they were tapped', () => {
    const grid = edited(changing, { kind: 'taps', bpm: 100, atSec: 7.77 });
    expect(grid.segments).toHaveLength(1);
    const beat = beatAtTime(grid, 7.77);
    expect(beat).toBeCloseTo(Math.round(beat), 6);
  });

  test('makes a grid where there was none; nothing else does', () => {
    expect(times(edited(null, { kind: 'taps', bpm: 60, atSec: 5.5 }))).toEqual([0.5, 1.5, 2.5]);
    expect(editGrid(null, { kind: 'scale', ratio: 2 })).toBeNull();
    for (const bpm of [0, -1, 10, 1000, NaN, Infinity]) {
      expect(editGrid(steady, { kind: 'tempo', bpm, atSec: 0 })).toBe(steady);
    }
  });
});

test('whatever is edited, a grid stays a grid', () => {
  const number = fc.oneof(fc.double(), fc.double({ min: -10, max: 300, noNaN: true }));
  const edits = fc.oneof(
    fc.record({ kind: fc.constant('scale' as const), ratio: fc.constantFrom(2, 0.5, 1.5, 2 / 3, 3, 1 / 3) }),
    fc.record({ kind: fc.constantFrom('tempo' as const, 'taps' as const), bpm: number, atSec: number }),
    fc.record({ kind: fc.constant('shift' as const), bySec: number }),
    fc.record({ kind: fc.constantFrom('beat' as const, 'downbeat' as const), atSec: number }),
    fc.record({ kind: fc.constant('meter' as const), beatsPerBar: fc.integer({ min: -1, max: 20 }) }),
  );
  const moderate = (edit: GridEdit) => Object.values(edit).every((value) => !(Math.abs(Number(value)) > 1e6));
  fc.assert(
    fc.property(fc.constantFrom(steady, changing), fc.array(edits.filter(moderate), { maxLength: 8 }), (start, all) => {
      const grid = edited(start, ...all);
      let last: GridSegment | undefined;
      for (const segment of grid.segments) {
        expect(Number.isInteger(segment.beat) && Number.isFinite(segment.timeSec)).toBe(true);
        expect(segment.bpm).toBeGreaterThanOrEqual(20);
        expect(segment.bpm).toBeLessThanOrEqual(400);
        if (last) expect(segment.beat > last.beat && segment.timeSec > last.timeSec).toBe(true);
        last = segment;
      }
      expect(grid.downbeat).toBeGreaterThanOrEqual(0);
      expect(grid.downbeat).toBeLessThan(grid.beatsPerBar);
    }),
  );
});

test('the main tempo is that which holds longest around the middle', () => {
  expect([mainTempo(steady, 100), mainTempo(changing, 9.5), mainTempo(changing, 60)]).toEqual([120, 120, 150]);
});
