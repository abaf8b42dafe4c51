import type { SetTrack } from '#contracts/records/set.ts';
import { GridClock, type GridData } from '../console/sync/grid-clock.ts';
import type { DeckId } from '../console/deck-ids.ts';
import type { SetDocument } from './document.ts';
import { heardIn } from './heard.ts';

/** What was heard for less was only tried, s. */
const COUNTS_FROM_SEC = 3;

/** One track of a set. */
export interface TrackEntry {
  readonly track: SetTrack;
  readonly source: number;
  readonly deck: DeckId;
  /** Frames of the audio clock: first and last time that it was heard. */
  readonly from: number;
  readonly to: number;
  /** Beats a minute at which it was played, or null where it has none. */
  readonly bpm: number | null;
}

/** The tracks that were heard in a set, in the order of their beginning. */
export function trackListOf(document: SetDocument): readonly TrackEntry[] {
  const entries: TrackEntry[] = [];
  for (const { deck, source, from, to } of heardIn(document)) {
    const known = document.sources.get(source);
    if (!known) continue;
    const index = entries.findLastIndex((entry) => entry.deck === deck);
    const before = entries[index];
    // Faded out and in again it is still the same playing of the track.
    if (before?.source === source) entries[index] = { ...before, to };
    else entries.push({ track: known.track, source, deck, from, to, bpm: bpmNear(document, deck, source, from) });
  }
  return entries.filter(({ from, to }) => to - from >= COUNTS_FROM_SEC * document.sampleRate);
}

/** The grid that a deck had at a frame for the track that was on it. */
function gridAt({ moves, sources, grids }: SetDocument, deck: string, source: number, frame: number): GridData | null {
  const control = `${deck}.grid`;
  const given = moves.findLast((move) => move.control === control && move.frame <= frame && grids.has(move.value));
  const loaded = moves.findLast((move) => move.control === `${deck}.load` && move.frame <= frame);
  const isLater = given && (!loaded || given.frame >= loaded.frame);
  return (isLater ? grids.get(given.value) : null) ?? sources.get(source)?.grid ?? null;
}

/** Beats a minute of a deck as it was played at a frame, or null where its track has none. */
export function bpmNear(document: SetDocument, deck: string, source: number, frame: number): number | null {
  const sight =
    document.sights.find((one) => one.deck === deck && one.frame >= frame) ??
    document.sights.findLast((one) => one.deck === deck);
  const grid = gridAt(document, deck, source, sight?.frame ?? frame);
  if (!grid || grid.segments.length === 0) return null;
  return new GridClock(grid).bpmAt(sight?.positionSec ?? 0) * (sight?.tempo ?? 1);
}
