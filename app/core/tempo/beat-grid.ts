import type { BeatGrid, GridSegment } from '#contracts/records/analysis.ts';

/** A stretch of the grid as a line through `(beat, timeSec)`. */
interface Stretch {
  readonly beat: number;
  readonly timeSec: number;
  /** Seconds from one beat to the next. */
  readonly period: number;
}

/** Index of the last segment that begins at or before a place, 0 when all begin later. */
function segmentAt(segments: readonly GridSegment[], axis: 'beat' | 'timeSec', place: number): number {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle] as GridSegment)[axis] <= place) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * The stretch at a place. Between two segments the places of their beats count, not the stated tempo: so the beats
 * never jump and both directions stay inverse, whatever was rounded.
 */
function stretchAt({ segments }: BeatGrid, axis: 'beat' | 'timeSec', place: number): Stretch {
  const index = segmentAt(segments, axis, place);
  const { beat, timeSec, bpm } = segments[index] as GridSegment;
  const next = place < (segments[0] as GridSegment)[axis] ? undefined : segments[index + 1];
  const period = next ? (next.timeSec - timeSec) / (next.beat - beat) : 60 / bpm;
  return { beat, timeSec, period };
}

/** Time in seconds of a beat, which may be fractional and negative. Inverse of {@link beatAtTime}. */
export function timeOfBeat(grid: BeatGrid, beat: number): number {
  const { beat: from, timeSec, period } = stretchAt(grid, 'beat', beat);
  return timeSec + (beat - from) * period;
}

/** Fractional index of the beat at a time in seconds. Inverse of {@link timeOfBeat}. */
export function beatAtTime(grid: BeatGrid, timeSec: number): number {
  const { beat, timeSec: from, period } = stretchAt(grid, 'timeSec', timeSec);
  return beat + (timeSec - from) / period;
}

/** Tempo at a time in seconds. */
export function bpmAtTime(grid: BeatGrid, timeSec: number): number {
  return 60 / stretchAt(grid, 'timeSec', timeSec).period;
}

/** Whether a bar begins with a beat of this whole index. */
export function isDownbeat({ beatsPerBar, downbeat }: BeatGrid, beat: number): boolean {
  return (beat - downbeat) % beatsPerBar === 0;
}

/** Index of the bar in which a beat lies; bar 0 begins with the first downbeat of index 0 or later. */
export function barOfBeat({ beatsPerBar, downbeat }: BeatGrid, beat: number): number {
  return Math.floor((beat - downbeat) / beatsPerBar);
}

/** How far beside a beat of a rounded time still is that beat, in beats. */
const ROUNDING = 1e-6;

/** Index of the first beat at or after a time in seconds. */
export function firstBeatFrom(grid: BeatGrid, timeSec: number): number {
  // Adding 0 turns -0 into 0.
  return Math.ceil(beatAtTime(grid, timeSec) - ROUNDING) + 0;
}

/** Times in seconds of the beats from `fromSec` on and before `toSec`. */
export function beatsBetween(grid: BeatGrid, fromSec: number, toSec: number): Float64Array {
  const first = firstBeatFrom(grid, fromSec);
  const count = Math.max(0, firstBeatFrom(grid, toSec) - first);
  return Float64Array.from({ length: count }, (_, i) => timeOfBeat(grid, first + i));
}

/**
 * The grid of one tempo with a beat at `timeSec`, renumbered so that beat 0 is the first at or after 0 s.
 *
 * @param downbeatSec time of a beat that begins a bar; `timeSec` when it is left out
 */
export function constantGrid(bpm: number, timeSec: number, beatsPerBar = 4, downbeatSec = timeSec): BeatGrid {
  return renumbered({ segments: [{ timeSec, bpm, beat: 0 }], beatsPerBar, downbeat: 0 }, downbeatSec);
}

/**
 * The same beats with beat 0 at or after 0 s, as the contract has it, and a bar that begins at `downbeatSec`. Segments
 * keep their times but for a grid of one, which begins with beat 0.
 */
export function renumbered(grid: BeatGrid, downbeatSec: number): BeatGrid {
  const shift = firstBeatFrom(grid, 0);
  const [only, ...others] = grid.segments as readonly [GridSegment, ...GridSegment[]];
  const segments =
    others.length === 0
      ? [{ ...only, timeSec: Math.max(0, timeOfBeat(grid, shift)), beat: 0 }]
      : grid.segments.map((segment) => ({ ...segment, beat: segment.beat - shift }));
  const downbeat = Math.round(beatAtTime(grid, downbeatSec)) - shift;
  return { ...grid, segments, downbeat: modulo(downbeat, grid.beatsPerBar) };
}

const modulo = (value: number, by: number): number => (((value % by) + by) % by) + 0;
