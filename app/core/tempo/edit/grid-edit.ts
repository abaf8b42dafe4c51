import type { BeatGrid, GridSegment } from '#contracts/records/analysis.ts';
import type { GridEdit } from '#contracts/records/correction.ts';
import { beatAtTime, constantGrid, renumbered, timeOfBeat } from '../beat-grid.ts';

/** Slowest and fastest tempo that a grid may have. */
export const GRID_BPM = { min: 20, max: 400 } as const;
/** Fewest and most beats of a bar. */
export const GRID_METER = { min: 2, max: 12 } as const;

const isTempo = (bpm: number): boolean => bpm >= GRID_BPM.min && bpm <= GRID_BPM.max;

/**
 * The grid after one edit; the same object when the edit changes nothing or asks for what no grid may have. Without a
 * grid only a tempo makes one.
 */
export function editGrid(grid: BeatGrid | null, edit: GridEdit): BeatGrid | null {
  if (edit.kind === 'tempo' || edit.kind === 'taps') return withTempo(grid, edit);
  if (!grid) return grid;
  switch (edit.kind) {
    case 'scale':
      return scaled(grid, edit.ratio);
    case 'shift':
      return shifted(grid, edit.bySec);
    case 'beat':
      return Number.isFinite(edit.atSec) ? shifted(grid, edit.atSec - nearestBeatTime(grid, edit.atSec)) : grid;
    case 'downbeat':
      return Number.isFinite(edit.atSec) ? renumbered(grid, edit.atSec) : grid;
    case 'meter':
      return withMeter(grid, edit.beatsPerBar);
    case 'confirm':
      return grid;
  }
}

/** Time in seconds of the first bar that begins at or after 0 s. */
const firstDownbeat = (grid: BeatGrid): number => timeOfBeat(grid, grid.downbeat);

function nearestBeatTime(grid: BeatGrid, timeSec: number): number {
  return timeOfBeat(grid, Math.round(beatAtTime(grid, timeSec)));
}

/** One tempo for all, in place of whatever there was. Typed, it keeps the beat nearest to `atSec` where it is. */
function withTempo(grid: BeatGrid | null, edit: GridEdit & { readonly kind: 'tempo' | 'taps' }): BeatGrid | null {
  const { kind, bpm, atSec } = edit;
  if (!isTempo(bpm) || !Number.isFinite(atSec)) return grid;
  if (!grid) return constantGrid(bpm, atSec);
  const beat = kind === 'tempo' ? nearestBeatTime(grid, atSec) : atSec;
  // The bar that begins nearest to there keeps its place among the new beats.
  return constantGrid(bpm, beat, grid.beatsPerBar, nearestDownbeatTime(grid, beat));
}

function nearestDownbeatTime(grid: BeatGrid, timeSec: number): number {
  const { beatsPerBar, downbeat } = grid;
  const bar = Math.round((beatAtTime(grid, timeSec) - downbeat) / beatsPerBar);
  return timeOfBeat(grid, downbeat + bar * beatsPerBar);
}

function shifted(grid: BeatGrid, bySec: number): BeatGrid {
  if (!Number.isFinite(bySec) || bySec === 0) return grid;
  const segments = grid.segments.map((each) => ({ ...each, timeSec: each.timeSec + bySec }));
  return renumbered({ ...grid, segments }, firstDownbeat(grid) + bySec);
}

function withMeter(grid: BeatGrid, beatsPerBar: number): BeatGrid {
  const isMeter = Number.isInteger(beatsPerBar) && beatsPerBar >= GRID_METER.min && beatsPerBar <= GRID_METER.max;
  if (!isMeter || beatsPerBar === grid.beatsPerBar) return grid;
  return renumbered({ ...grid, beatsPerBar }, firstDownbeat(grid));
}

/**
 * Beats `ratio` times as often. The first bar begins where it began. A change of tempo that no longer falls on a beat
 * moves on to the next one.
 */
function scaled(grid: BeatGrid, ratio: number): BeatGrid {
  const bpms = grid.segments.map(({ bpm }) => bpm * ratio);
  if (!(ratio > 0) || ratio === 1 || !bpms.every(isTempo)) return grid;
  const { downbeat } = grid;
  const segments: GridSegment[] = [];
  for (const [i, { beat, bpm }] of grid.segments.entries()) {
    const place = Math.ceil((beat - downbeat) * ratio - 1e-9) + 0;
    const old = downbeat + place / ratio;
    const next = grid.segments[i + 1];
    // Too short to hold one beat: its neighbours meet without it.
    if (next && old >= next.beat) continue;
    segments.push({ timeSec: timeOfBeat(grid, old), bpm: bpm * ratio, beat: place });
  }
  return renumbered({ ...grid, segments, downbeat: 0 }, firstDownbeat(grid));
}

/** The main tempo of a grid: its one tempo, else that which holds for the middle of the time up to `durationSec`. */
export function mainTempo({ segments }: BeatGrid, durationSec: number): number {
  const spans = segments
    .map(({ timeSec, bpm }, i) => ({ bpm, length: Math.max(0, (segments[i + 1]?.timeSec ?? durationSec) - timeSec) }))
    .sort((a, b) => a.bpm - b.bpm);
  const half = spans.reduce((sum, { length }) => sum + length, 0) / 2;
  let passed = 0;
  for (const { bpm, length } of spans) if ((passed += length) >= half) return bpm;
  return (segments[0] as GridSegment).bpm;
}
