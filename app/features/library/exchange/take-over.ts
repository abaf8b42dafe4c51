import type { TrackCorrections } from '#contracts/records/correction.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import type { Track } from '#contracts/records/track.ts';
import { gridHolds, withGrid } from '#core/analysis/correction/history.ts';
import { adoptedCues, filledFacts, hasPoints, type AdoptMode } from '#core/exchange/adopt.ts';
import type { Collection, ExchangeTrack } from '#core/exchange/collection.ts';
import { Matcher } from '#core/exchange/match.ts';

const store = () => import('../store.ts');

/** A track of the file and the one in the library that it is. */
interface Pair {
  readonly from: ExchangeTrack;
  readonly track: Track;
}

/** What a file would bring. */
export interface TakeOverPlan {
  readonly pairs: readonly Pair[];
  /** What is not in the library. */
  readonly unmatched: readonly ExchangeTrack[];
  /** Lists with ids of tracks; those of which nothing was found are left out. */
  readonly lists: readonly { readonly name: string; readonly trackIds: readonly string[] }[];
  readonly withCues: number;
  readonly withGrids: number;
  /** Tracks that have points or a grid by hand already. */
  readonly ownCues: number;
  readonly ownGrids: number;
}

/** Finds the tracks of a file in the library, and what is there already. */
export async function planTakeOver({ tracks, lists }: Collection, known: readonly Track[]): Promise<TakeOverPlan> {
  const { listCues, listCorrections } = await store();
  const kept = known.filter(({ deletedAt }) => deletedAt === null);
  const matcher = new Matcher(kept);
  const byId = new Map(kept.map((track) => [track.id, track]));
  const found = tracks.map((from) => byId.get(matcher.find(from) ?? ''));
  const pairs = tracks.flatMap((from, i) => (found[i] ? [{ from, track: found[i] }] : []));
  const cued = new Set((await listCues()).filter(hasPoints).map(({ blobHash }) => blobHash));
  const gridded = new Set((await listCorrections()).filter(gridHolds).map(({ blobHash }) => blobHash));
  const withCues = pairs.filter(({ from }) => hasPoints(from.cues));
  const withGrids = pairs.filter(({ from }) => from.grid);
  return {
    pairs,
    unmatched: tracks.filter((_, i) => !found[i]),
    lists: lists
      .map(({ name, tracks: places }) => ({ name, trackIds: places.flatMap((place) => found[place]?.id ?? []) }))
      .filter(({ trackIds }) => trackIds.length > 0),
    ...{ withCues: withCues.length, withGrids: withGrids.length },
    ownCues: withCues.filter(({ track }) => cued.has(track.blobHash)).length,
    ownGrids: withGrids.filter(({ track }) => gridded.has(track.blobHash)).length,
  };
}

/** What of it is wanted. */
export interface TakeOverChoice {
  readonly lists: boolean;
  readonly facts: boolean;
  readonly cues: AdoptMode | 'none';
  /** `fill`: where nobody has made one by hand. */
  readonly grids: AdoptMode | 'none';
}

/** Takes over what is wanted. Returns the function that undoes all of it. */
export async function takeOver(plan: TakeOverPlan, choice: TakeOverChoice): Promise<() => Promise<void>> {
  const { createList, deleteList, editCorrections, editCues, updateTrack } = await store();
  const undo: (() => Promise<unknown>)[] = [];
  if (choice.lists) {
    for (const { name, trackIds } of plan.lists) {
      const { id } = await createList('playlist', name, trackIds);
      undo.push(() => deleteList(id));
    }
  }
  for (const { from, track } of plan.pairs) {
    const { blobHash, id } = track;
    if (choice.facts) {
      const facts = filledFacts(track, from);
      const fields = Object.keys(facts) as (keyof typeof facts)[];
      if (fields.length > 0) {
        await updateTrack(id, facts);
        const before = Object.fromEntries(fields.map((field) => [field, track[field] ?? emptyOf(field)]));
        undo.push(() => updateTrack(id, before));
      }
    }
    if (choice.cues !== 'none' && hasPoints(from.cues)) {
      const mode = choice.cues;
      let before: TrackCues | undefined;
      await editCues(blobHash, (own) => adoptedCues((before = own), from.cues, mode));
      undo.push(() => editCues(blobHash, (now) => before ?? now));
    }
    const { grid } = from;
    if (choice.grids !== 'none' && grid) {
      let before: TrackCorrections | undefined;
      const replaces = choice.grids === 'replace';
      await editCorrections(blobHash, (row) => (gridHolds(row) && !replaces ? row : withGrid((before = row), grid)));
      undo.push(() => editCorrections(blobHash, (now) => before ?? now));
    }
  }
  return async () => {
    for (const step of undo.toReversed()) await step();
  };
}

const emptyOf = (field: string) => (field === 'tags' ? [] : field === 'colour' ? null : '');
