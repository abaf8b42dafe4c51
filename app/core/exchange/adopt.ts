import type { Track } from '#contracts/records/track.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import { addLoop, addMemoryCue, noCues, setHotCue } from '../cues/cues.ts';
import type { ExchangeCues, ExchangeTrack } from './collection.ts';

/** Whether anybody has set a point on a track. */
export const hasPoints = ({ hotCues, memoryCues, loops, intro, outro }: ExchangeCues): boolean =>
  hotCues.length + memoryCues.length + loops.length > 0 || intro !== null || outro !== null;

/** What happens to points that are there: they stay and what is free is filled, or they make way. */
export type AdoptMode = 'fill' | 'replace';

/** The points of a track after those of another program were taken over. */
export function adoptedCues(own: TrackCues, from: ExchangeCues, mode: AdoptMode): TrackCues {
  let cues = mode === 'replace' ? { ...noCues(own.blobHash), landmarks: own.landmarks } : own;
  for (const cue of from.hotCues) {
    const isTaken = cues.hotCues.some(({ slot }) => slot === cue.slot);
    if (!isTaken) cues = setHotCue(cues, { ...cue, anchor: null });
  }
  for (const cue of from.memoryCues) cues = addMemoryCue(cues, { ...cue, anchor: null });
  for (const loop of from.loops) {
    const isTaken = cues.loops.some(({ timeSec, slot }) => timeSec === loop.timeSec || (slot ?? -1) === loop.slot);
    if (!isTaken) cues = addLoop(cues, { ...loop, anchor: null });
  }
  return { ...cues, intro: cues.intro ?? from.intro, outro: cues.outro ?? from.outro };
}

type Fillable = 'artist' | 'album' | 'genre' | 'comment' | 'year' | 'rating' | 'colour' | 'tags';

/** What another program says where the track says nothing; empty when there is nothing to fill. */
export function filledFacts(track: Track, from: ExchangeTrack): Partial<Pick<Track, Fillable>> {
  const facts: Partial<Pick<Track, Fillable>> = {};
  for (const field of ['artist', 'album', 'genre', 'comment'] as const) {
    if (!track[field] && from[field]) facts[field] = from[field];
  }
  if (track.year === null && from.year !== null) facts.year = from.year;
  if (track.rating === 0 && from.rating > 0) facts.rating = from.rating;
  if (!track.colour && from.colour) facts.colour = from.colour;
  if ((track.tags ?? []).length === 0 && from.tags.length > 0) facts.tags = from.tags;
  return facts;
}
