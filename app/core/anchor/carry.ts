import type { BeatGrid } from '#contracts/records/analysis.ts';
import type { CuePoint, Landmark, MixSpan, SoundAnchor, TrackCues } from '#contracts/records/cue.ts';
import { renumbered, timeOfBeat } from '../tempo/beat-grid.ts';
import { anchorAt, findAnchor } from './anchor.ts';

/** How far the fingerprint may be wrong, s. */
const REACH_SEC = 0.12;
/** Landmarks of a track, spread over it. */
const LANDMARKS = 2;

const points = ({ hotCues, memoryCues, loops }: TrackCues): readonly CuePoint[] => [
  ...hotCues,
  ...memoryCues,
  ...loops,
];

/** Whether every point knows the sound around it, as far as there is one to know. */
export const isAnchored = (cues: TrackCues): boolean =>
  cues.landmarks.length > 0 && points(cues).every(({ anchor }) => anchor !== null);

/** The points with the sound around each, and landmarks, from the track's own sound; the same object when that is all. */
export function anchored(cues: TrackCues, sound: Int16Array, durationSec: number): TrackCues {
  const fill = <P extends CuePoint>(all: readonly P[]): P[] =>
    all.map((point) => (point.anchor ? point : { ...point, anchor: anchorAt(sound, point.timeSec) }));
  const landmarks = cues.landmarks.length > 0 ? cues.landmarks : landmarksOf(sound, durationSec);
  const after = {
    ...cues,
    ...{ hotCues: fill(cues.hotCues), memoryCues: fill(cues.memoryCues), loops: fill(cues.loops), landmarks },
  };
  const known = (of: TrackCues) => points(of).filter(({ anchor }) => anchor).length + of.landmarks.length;
  // In silence there is nothing to know, and nothing to write.
  return known(after) === known(cues) ? cues : after;
}

function landmarksOf(sound: Int16Array, durationSec: number): Landmark[] {
  return Array.from({ length: LANDMARKS }, (_, i) => (durationSec * (i + 1)) / (LANDMARKS + 1)).flatMap((timeSec) => {
    const anchor = anchorAt(sound, timeSec);
    return anchor ? [{ timeSec, anchor }] : [];
  });
}

/** What was carried over to another file of the same music. */
export interface Carried {
  readonly cues: TrackCues;
  /** By how much everything that has no sound of its own was moved, s. */
  readonly laterSec: number;
  /** Points whose own sound was found; the others were moved with them. */
  readonly found: number;
}

/**
 * Carries points over to another file of the same music: each to where its own sound is.
 *
 * @param sound of the other file
 * @param roughlyLaterSec how much later the music comes there, by the fingerprints
 * @returns null when no sound was found at all: then it is not the same recording
 */
export function carried(cues: TrackCues, sound: Int16Array, roughlyLaterSec: number): Carried | null {
  const shiftOf = ({ timeSec, anchor }: { timeSec: number; anchor: SoundAnchor | null }): number | null => {
    const found = anchor && findAnchor(sound, anchor, timeSec + roughlyLaterSec, REACH_SEC);
    return found ? found.timeSec - timeSec : null;
  };
  const known = new Map([...points(cues), ...cues.landmarks].map((point) => [point, shiftOf(point)] as const));
  const shifts = [...known.values()].filter((shift) => shift !== null).sort((a, b) => a - b);
  const laterSec = shifts[shifts.length >> 1];
  if (laterSec === undefined) return null;
  const at = (timeSec: number) => Math.max(0, timeSec + laterSec);
  const move = <P extends CuePoint>(all: readonly P[]): P[] =>
    all.map((point) => {
      const own = known.get(point) ?? null;
      // A sound that comes again a moment later must not draw one point away from the others.
      const shift = own !== null && Math.abs(own - laterSec) < 0.004 ? own : laterSec;
      return { ...point, timeSec: Math.max(0, point.timeSec + shift), anchor: null };
    });
  const span = (one: MixSpan | null) => one && { startSec: at(one.startSec), endSec: at(one.endSec) };
  const loops = move(cues.loops).map((loop, i) => ({
    ...loop,
    endSec: loop.timeSec + (cues.loops[i] as (typeof cues.loops)[number]).endSec - (cues.loops[i]?.timeSec ?? 0),
  }));
  return {
    cues: {
      ...cues,
      ...{ hotCues: move(cues.hotCues), memoryCues: move(cues.memoryCues), loops, landmarks: [] },
      ...{ intro: span(cues.intro), outro: span(cues.outro) },
    },
    laterSec,
    found: shifts.length,
  };
}

/** The same beats, later. */
export function laterGrid(grid: BeatGrid, laterSec: number): BeatGrid {
  const segments = grid.segments.map((segment) => ({ ...segment, timeSec: segment.timeSec + laterSec }));
  return renumbered({ ...grid, segments }, timeOfBeat(grid, grid.downbeat) + laterSec);
}
