import type { BeatGrid } from '#contracts/records/analysis.ts';
import { beatAtTime, timeOfBeat } from '../../tempo/beat-grid.ts';

/** Seconds of a bar where there is no grid. */
const PLAIN_BAR_SEC = 2;

/**
 * Starts of the bars within the audio, in seconds, and its end as the last value. Bar 0 begins at 0: what comes before the
 * first downbeat belongs to the first bar where it is shorter than half a bar, and is one of its own otherwise.
 */
export function barTimes(grid: BeatGrid | null, durationSec: number): Float64Array {
  if (!(durationSec > 0)) return new Float64Array();
  const times: number[] = [];
  const next = grid ? gridBars(grid) : (bar: number) => bar * PLAIN_BAR_SEC;
  for (let bar = 0; next(bar) < durationSec; bar++) times.push(next(bar));
  const barSec = next(1) - next(0);
  const first = times[0] ?? durationSec;
  if (first > barSec / 2 || times.length === 0) times.unshift(0);
  else times[0] = 0;
  if (durationSec - (times.at(-1) as number) < barSec / 2 && times.length > 1) times.pop();
  return Float64Array.from([...times, durationSec]);
}

/** Time of each downbeat from 0 s on. */
function gridBars(grid: BeatGrid): (bar: number) => number {
  const { beatsPerBar, downbeat } = grid;
  // A downbeat a rounding error before the start is the start.
  const first = Math.ceil((beatAtTime(grid, 0) - 0.05 - downbeat) / beatsPerBar);
  return (bar) => Math.max(0, timeOfBeat(grid, downbeat + (first + bar) * beatsPerBar));
}
