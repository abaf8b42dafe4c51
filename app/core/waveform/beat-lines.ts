import type { BeatGrid } from '#contracts/records/analysis.ts';
import { beatAtTime, firstBeatFrom, isDownbeat, timeOfBeat } from '../tempo/beat-grid.ts';

/** Nearer than this beat lines would hide the waveform, device pixels. */
const MIN_BEAT_PX = 7;

/** Where a beat line stands, as a share (0 to 1) of the stretch that is shown. */
export interface BeatLine {
  readonly place: number;
  /** A bar begins here. */
  readonly isDownbeat: boolean;
}

/**
 * Beat lines between two times. Where beats stand too close only those of every bar, every 4th, 16th … bar are given.
 *
 * @param width pixels of the stretch
 */
export function beatLines(grid: BeatGrid, fromSec: number, toSec: number, width: number): BeatLine[] {
  const every = beatsPerLine(grid, fromSec, toSec, width);
  const { downbeat } = grid;
  const length = toSec - fromSec;
  const places: BeatLine[] = [];
  const first = firstBeatFrom(grid, fromSec);
  for (let beat = downbeat + Math.ceil((first - downbeat) / every) * every; ; beat += every) {
    const place = (timeOfBeat(grid, beat) - fromSec) / length;
    if (!(place <= 1)) return places;
    if (place >= 0) places.push({ place, isDownbeat: isDownbeat(grid, beat) });
  }
}

/** 1, or so many whole bars that lines stand far enough apart. */
function beatsPerLine(grid: BeatGrid, fromSec: number, toSec: number, width: number): number {
  const beats = beatAtTime(grid, toSec) - beatAtTime(grid, fromSec);
  if (width >= beats * MIN_BEAT_PX) return 1;
  let every = grid.beatsPerBar;
  while (width * every < beats * MIN_BEAT_PX) every *= 4;
  return every;
}
