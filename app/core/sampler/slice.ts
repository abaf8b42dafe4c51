import type { BeatGrid } from '#contracts/records/analysis.ts';
import { beatAtTime, bpmAtTime, timeOfBeat } from '../tempo/beat-grid.ts';

/** Shortest loop that makes a sample, s. */
const SHORTEST_SEC = 0.02;

/** Beats without a grid: 120 a minute. */
const FREE_BEAT_SEC = 0.5;

/** What of a deck says which part of its track is meant. Times are seconds of the track. */
export interface SlicedDeck {
  readonly loopFromSec: number;
  readonly loopToSec: number;
  readonly positionSec: number;
  readonly durationSec: number;
  /** Beats of the chosen beat loop. */
  readonly loopBeats: number;
  readonly grid: BeatGrid | null;
}

/** The part of a deck's track that becomes a sample: its loop, or the chosen number of beats from the play head on. */
export function sliceOf(deck: SlicedDeck): { readonly fromSec: number; readonly toSec: number } | null {
  const { loopFromSec, loopToSec, positionSec, durationSec, loopBeats, grid } = deck;
  if (loopToSec - loopFromSec >= SHORTEST_SEC) return { fromSec: loopFromSec, toSec: Math.min(durationSec, loopToSec) };
  const near = grid ? timeOfBeat(grid, Math.round(beatAtTime(grid, positionSec))) : positionSec;
  const fromSec = Math.max(0, near);
  const end = grid ? timeOfBeat(grid, beatAtTime(grid, fromSec) + loopBeats) : fromSec + loopBeats * FREE_BEAT_SEC;
  const toSec = Math.min(durationSec, end);
  return toSec - fromSec >= SHORTEST_SEC ? { fromSec, toSec } : null;
}

/** The beats of a slice, in its own time: as steady as the track is where it begins. */
export function gridOfSlice(grid: BeatGrid | null, fromSec: number): BeatGrid | null {
  if (!grid || grid.segments.length === 0) return null;
  const first = Math.ceil(beatAtTime(grid, fromSec) - 1e-6);
  const segment = { timeSec: Math.max(0, timeOfBeat(grid, first) - fromSec), bpm: bpmAtTime(grid, fromSec), beat: 0 };
  const { beatsPerBar, downbeat } = grid;
  return { ...grid, segments: [segment], downbeat: (((downbeat - first) % beatsPerBar) + beatsPerBar) % beatsPerBar };
}
