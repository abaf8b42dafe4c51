import type { TrackList } from '#contracts/records/list.ts';

type Tracks = readonly string[];

/** Adds tracks at the end; a crate takes each once. Returns the same array when nothing is new. */
export function added(list: Pick<TrackList, 'kind' | 'trackIds'>, ids: Tracks): Tracks {
  const known = new Set(list.trackIds);
  const fresh = list.kind === 'crate' ? [...new Set(ids)].filter((id) => !known.has(id)) : ids;
  return fresh.length === 0 ? list.trackIds : [...list.trackIds, ...fresh];
}

/** Leaves out what stands at some places. */
export function removed(ids: Tracks, places: readonly number[]): Tracks {
  const gone = new Set(places);
  return ids.filter((_, place) => !gone.has(place));
}

/**
 * Moves what stands at some places, in its order, before the place `to` of the old order; `to` of the length is the end.
 */
export function moved(ids: Tracks, places: readonly number[], to: number): Tracks {
  const moving = new Set(places.filter((place) => place >= 0 && place < ids.length));
  const rest = (from: number, end: number) => ids.slice(from, end).filter((_, i) => !moving.has(from + i));
  const block = ids.filter((_, place) => moving.has(place));
  return [...rest(0, to), ...block, ...rest(to, ids.length)];
}

/** One step up or down for a block; at the edge nothing happens. */
export function nudged(ids: Tracks, places: readonly number[], step: -1 | 1): Tracks {
  const low = Math.min(...places);
  const high = Math.max(...places);
  if (places.length === 0 || low + step < 0 || high + step >= ids.length) return ids;
  return moved(ids, places, step < 0 ? low - 1 : high + 2);
}

interface Totals {
  readonly tracks: number;
  readonly seconds: number;
}

/** How many tracks and how long they are together. */
export function totals(rows: readonly { readonly track: { readonly durationSec: number } }[]): Totals {
  return { tracks: rows.length, seconds: rows.reduce((sum, { track }) => sum + track.durationSec, 0) };
}
