import { HOT_CUES, type CuePoint, type HotCue, type SavedLoop, type TrackCues } from '#contracts/records/cue.ts';
import type { BlobHash } from '#contracts/records/track.ts';

/** What a track without any points has. */
export const noCues = (blobHash: BlobHash): TrackCues => ({
  blobHash,
  hotCues: [],
  memoryCues: [],
  loops: [],
  intro: null,
  outro: null,
  landmarks: [],
  updatedAt: 0,
});

/** Colours of the eight pads, for cues without one of their own; told apart by colour-blind people too. */
export const padColours = [
  '#e5484d',
  '#f5a524',
  '#ffe066',
  '#46c66d',
  '#3fd0e2',
  '#5b8dff',
  '#b079ff',
  '#ff7ac6',
] as const;

const byTime = (a: CuePoint, b: CuePoint) => a.timeSec - b.timeSec;

/** Puts a cue on its pad, in place of what is there. Pads beyond the eighth and times that are none change nothing. */
export function setHotCue(cues: TrackCues, cue: HotCue): TrackCues {
  if (!Number.isInteger(cue.slot) || cue.slot < 0 || cue.slot >= HOT_CUES || !isTime(cue.timeSec)) return cues;
  const others = cues.hotCues.filter(({ slot }) => slot !== cue.slot);
  return { ...cues, hotCues: [...others, cue].sort((a, b) => a.slot - b.slot) };
}

/** Clears a pad. */
export function clearHotCue(cues: TrackCues, slot: number): TrackCues {
  const left = cues.hotCues.filter((cue) => cue.slot !== slot);
  return left.length === cues.hotCues.length ? cues : { ...cues, hotCues: left };
}

export function addMemoryCue(cues: TrackCues, cue: CuePoint): TrackCues {
  if (!isTime(cue.timeSec) || cues.memoryCues.some(({ timeSec }) => timeSec === cue.timeSec)) return cues;
  return { ...cues, memoryCues: [...cues.memoryCues, cue].sort(byTime) };
}

/** Keeps a loop, in place of one with the same start or on the same pad. */
export function addLoop(cues: TrackCues, loop: SavedLoop): TrackCues {
  if (!isTime(loop.timeSec) || !(loop.endSec > loop.timeSec)) return cues;
  const others = cues.loops.filter(
    ({ timeSec, slot }) => timeSec !== loop.timeSec && (loop.slot === null || slot !== loop.slot),
  );
  return { ...cues, loops: [...others, loop].sort(byTime) };
}

/** Forgets the loop that starts there. */
export function removeLoop(cues: TrackCues, timeSec: number): TrackCues {
  const left = cues.loops.filter((loop) => loop.timeSec !== timeSec);
  return left.length === cues.loops.length ? cues : { ...cues, loops: left };
}

const isTime = (timeSec: number): boolean => Number.isFinite(timeSec) && timeSec >= 0;
