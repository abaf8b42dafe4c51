import type { BeatGrid, GridSegment } from '#contracts/records/analysis.ts';
import { renumbered } from '../tempo/beat-grid.ts';

/** A beat from which on a tempo holds, as other programs mark grids. */
export interface GridMark {
  readonly timeSec: number;
  readonly bpm: number;
}

/** Marks of one track; real ones have a few hundred. */
const MOST_MARKS = 10_000;

/**
 * The grid that leads through some marks, or null where none makes sense. Between two marks lies the whole number of
 * beats that comes nearest.
 *
 * @param downbeatSec time of a beat with which a bar begins
 */
export function gridOfMarks(marks: readonly GridMark[], beatsPerBar: number, downbeatSec: number): BeatGrid | null {
  const sound = marks
    .filter(({ timeSec, bpm }) => Number.isFinite(timeSec) && bpm >= 10 && bpm <= 1000)
    .sort((a, b) => a.timeSec - b.timeSec)
    .slice(0, MOST_MARKS);
  const segments: GridSegment[] = [];
  for (const { timeSec, bpm } of sound) {
    const last = segments.at(-1);
    const beats = last ? Math.round(((timeSec - last.timeSec) * last.bpm) / 60) : 0;
    if (!last) segments.push({ timeSec, bpm, beat: 0 });
    else if (beats >= 1) segments.push({ timeSec, bpm, beat: last.beat + beats });
  }
  if (segments.length === 0) return null;
  return renumbered({ segments, beatsPerBar, downbeat: 0 }, downbeatSec);
}
