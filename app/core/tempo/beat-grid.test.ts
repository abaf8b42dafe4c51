import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BeatGrid, GridSegment } from '#contracts/records/analysis.ts';
import {
  barOfBeat,
  beatAtTime,
  beatsBetween,
  bpmAtTime,
  constantGrid,
  firstBeatFrom,
  isDownbeat,
  renumbered,
  timeOfBeat,
} from './beat-grid.ts';

const steady = constantGrid(120, 0.25);

/** 120 BPM for 8 beats from 1 s, then 60 BPM for 4 beats, then 150 BPM. */
const changing: BeatGrid = {
  segments: [
    { timeSec: 1, bpm: 120, beat: 2 },
    { timeSec: 5, bpm: 60, beat: 10 },
    { timeSec: 9, bpm: 150, beat: 14 },
  ],
  beatsPerBar: 4,
  downbeat: 2,
};

const bpms = fc.double({ min: 20, max: 400, noNaN: true });
const seconds = fc.double({ min: -100, max: 4000, noNaN: true });

/** Grids as a tracker makes them: each segment begins where the one before leads, stored with rounded tempo. */
const grids = fc
  .record({
    start: fc.double({ min: 0, max: 3, noNaN: true }),
    parts: fc.array(fc.tuple(bpms, fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 8 }),
    beatsPerBar: fc.integer({ min: 2, max: 7 }),
  })
  .map(({ start, parts, beatsPerBar }): BeatGrid => {
    const segments: GridSegment[] = [];
    let [timeSec, beat] = [start, 0];
    for (const [bpm, beats] of parts) {
      segments.push({ timeSec, bpm: Math.round(bpm * 1000) / 1000, beat });
      timeSec += (beats * 60) / bpm;
      beat += beats;
    }
    return { segments, beatsPerBar, downbeat: 0 };
  });

describe('time and beat', () => {
  test('of a constant tempo', () => {
    expect([0, 1, 2.5, -1].map((beat) => timeOfBeat(steady, beat))).toEqual([0.25, 0.75, 1.5, -0.25]);
    expect([0.25, 1, 0].map((time) => beatAtTime(steady, time))).toEqual([0, 1.5, -0.5]);
    expect(bpmAtTime(steady, 1e4)).toBeCloseTo(120, 9);
  });

  test('of a tempo that changes: each stretch has its own, the ends go on', () => {
    expect([0, 2, 9, 10, 11, 14, 19].map((beat) => timeOfBeat(changing, beat))).toEqual([0, 1, 4.5, 5, 6, 9, 11]);
    expect([0, 1, 4.75, 5, 7.5, 9, 9.2].map((time) => beatAtTime(changing, time))).toEqual([
      0,
      2,
      9.5,
      10,
      12.5,
      14,
      expect.closeTo(14.5, 9),
    ]);
    expect([-5, 3, 5, 8.9, 9, 99].map((time) => Math.round(bpmAtTime(changing, time)))).toEqual([
      120, 120, 60, 60, 150, 150,
    ]);
  });

  test('are inverse everywhere', () => {
    fc.assert(
      fc.property(grids, seconds, (grid, time) => {
        expect(timeOfBeat(grid, beatAtTime(grid, time))).toBeCloseTo(time, 6);
        const beat = time / 2;
        expect(beatAtTime(grid, timeOfBeat(grid, beat))).toBeCloseTo(beat, 6);
      }),
    );
  });

  test('rise together, without jumps', () => {
    fc.assert(
      fc.property(grids, seconds, fc.double({ min: 1e-3, max: 10, noNaN: true }), (grid, time, later) => {
        const [from, to] = [beatAtTime(grid, time), beatAtTime(grid, time + later)];
        expect(to).toBeGreaterThan(from);
        // No grid is faster than 400 BPM; rounding of the stored tempo is in the tolerance.
        expect(to - from).toBeLessThan((later * 401) / 60);
      }),
    );
  });

  test('the tempo at a time is the steepness there', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 0, max: 500 }), (grid, beat) => {
        const from = timeOfBeat(grid, beat);
        const inside = timeOfBeat(grid, beat + 0.5);
        expect(bpmAtTime(grid, inside)).toBeCloseTo(30 / (inside - from), 3);
      }),
    );
  });
});

describe('beats between two times', () => {
  test('the first counts, the last does not', () => {
    expect([...beatsBetween(steady, 0, 1.25)]).toEqual([0.25, 0.75]);
    expect([...beatsBetween(steady, 0.25, 0.25)]).toEqual([]);
    expect([...beatsBetween(steady, 3, 1)]).toEqual([]);
    expect([...beatsBetween(changing, 4.5, 7)]).toEqual([4.5, 5, 6]);
  });

  test('neighbouring stretches share none and miss none', () => {
    fc.assert(
      fc.property(grids, fc.array(fc.double({ min: 0, max: 120, noNaN: true }), { minLength: 2 }), (grid, cuts) => {
        const places = cuts.toSorted((a, b) => a - b);
        const parts = places.slice(1).flatMap((to, i) => [...beatsBetween(grid, places[i] as number, to)]);
        const whole = [...beatsBetween(grid, places[0] as number, places.at(-1) as number)];
        expect(parts).toEqual(whole);
      }),
    );
  });
});

describe('bars', () => {
  test('begin at the downbeat and count from the first one', () => {
    const beats = [-3, -2, 0, 1, 2, 5, 6, 10];
    expect(beats.map((beat) => isDownbeat(changing, beat))).toEqual([
      false,
      true,
      false,
      false,
      true,
      false,
      true,
      true,
    ]);
    expect(beats.map((beat) => barOfBeat(changing, beat))).toEqual([-2, -1, -1, -1, 0, 0, 1, 2]);
  });

  test('each bar has one downbeat', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.integer({ min: -50, max: 50 }), (beatsPerBar, from) => {
        const grid: BeatGrid = { ...steady, beatsPerBar, downbeat: 1 };
        const bar = Array.from({ length: beatsPerBar }, (_, i) => from + i);
        expect(bar.filter((beat) => isDownbeat(grid, beat))).toHaveLength(1);
      }),
    );
  });
});

describe('a constant grid', () => {
  test('has beat 0 at or after the start, wherever its beat was found', () => {
    fc.assert(
      fc.property(bpms, seconds, (bpm, time) => {
        const grid = constantGrid(bpm, time);
        const first = timeOfBeat(grid, 0);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThan(60 / bpm + 1e-6);
        expect(firstBeatFrom(grid, 0)).toBe(0);
        const beat = beatAtTime(grid, time);
        expect(Math.abs(beat - Math.round(beat))).toBeLessThan(1e-5);
        expect(isDownbeat(grid, Math.round(beat))).toBe(true);
      }),
    );
  });

  test('begins its bars where it is told to', () => {
    expect(constantGrid(120, 10.25, 4, 11.25)).toEqual({
      segments: [{ timeSec: 0.25, bpm: 120, beat: 0 }],
      beatsPerBar: 4,
      downbeat: 2,
    });
    expect(constantGrid(120, -0.25, 3)).toMatchObject({ segments: [{ timeSec: 0.25 }], downbeat: 2 });
  });
});

test('renumbering leaves every beat of a changing tempo in its place', () => {
  fc.assert(
    fc.property(grids, fc.integer({ min: -40, max: 40 }), (grid, by) => {
      const moved = { ...grid, segments: grid.segments.map((each) => ({ ...each, beat: each.beat + by })) };
      const straight = renumbered(moved, (grid.segments[0] as GridSegment).timeSec);
      expect(firstBeatFrom(straight, 0)).toBe(0);
      expect([...beatsBetween(straight, 0, 60)].length).toBe([...beatsBetween(grid, 0, 60)].length);
      const start = beatAtTime(straight, (grid.segments[0] as GridSegment).timeSec);
      expect(isDownbeat(straight, Math.round(start))).toBe(true);
    }),
  );
});
