import type { BeatGrid } from '#contracts/records/analysis.ts';
import { beatAtTime, timeOfBeat } from '#core/tempo/beat-grid.ts';

/** Nearer than this lines would hide the waveform, CSS pixels. */
const NEAREST = 10;

/** Where bars begin, as shares of the whole; where they stand too close, every 4th, 16th … bar. */
export function barPlaces(grid: BeatGrid, durationSec: number, width: number): number[] {
  const beats = beatAtTime(grid, durationSec);
  if (!(beats > 0 && width > 0)) return [];
  const fewest = (NEAREST * beats) / width;
  let every = grid.beatsPerBar;
  while (every < fewest) every *= 4;
  const places: number[] = [];
  for (let beat = grid.downbeat; beat <= beats; beat += every) {
    const place = timeOfBeat(grid, beat) / durationSec;
    if (place >= 0 && place <= 1) places.push(place);
  }
  return places;
}
