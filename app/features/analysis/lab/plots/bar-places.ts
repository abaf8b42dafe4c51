import type { BeatGrid } from '#contracts/records/analysis.ts';
import { beatAtTime, timeOfBeat } from '#core/tempo/beat-grid.ts';

/** Nearer than this lines would hide the waveform, CSS pixels. */
const NEAREST = 10;

/** Where bars begin, as shares of the whole; where they stand too close, every 4th, 16th … bar. */
export function barPlaces(grid: BeatGrid, durationSec: number, width: number): number[] {
  const beats = beatAtTime(grid, durationSec);
  let every = grid.beatsPerBar;
  while (beats > 0 && (width * every) / beats < NEAREST) every *= 4;
  const places: number[] = [];
  for (let beat = grid.downbeat; beat <= beats; beat += every) {
    const place = timeOfBeat(grid, beat) / durationSec;
    if (place >= 0 && place <= 1) places.push(place);
  }
  return width > 0 ? places : [];
}
