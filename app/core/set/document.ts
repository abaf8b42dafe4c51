import type { SetEntry, SetRow, SetTrack } from '#contracts/records/set.ts';
import type { ConsoleEvent, Control } from '../console/events.ts';
import type { GridData } from '../console/sync/grid-clock.ts';

/** A track that a set loads, under its number. */
export interface SetSource {
  readonly track: SetTrack;
  readonly grid: GridData | null;
}

/** Where a deck was at a moment. */
export interface DeckSight {
  readonly frame: number;
  readonly deck: string;
  readonly positionSec: number;
  readonly tempo: number;
}

/** A set as its log tells it. Frames are those of the audio clock. */
export interface SetDocument {
  readonly sampleRate: number;
  /** Frame at which the log begins; what is heard of the set begins with `firstFrame`, at most some seconds later. */
  readonly settledFrame: number;
  readonly firstFrame: number;
  readonly endFrame: number;
  /** Where the controls stood at `settledFrame`, in the order in which they are to be set. */
  readonly before: readonly ConsoleEvent[];
  /** Where they stood at the end; empty when the browser died first. */
  readonly after: readonly ConsoleEvent[];
  /** By rising frame. */
  readonly moves: readonly ConsoleEvent[];
  readonly sources: ReadonlyMap<number, SetSource>;
  readonly grids: ReadonlyMap<number, GridData>;
  readonly sights: readonly DeckSight[];
}

type Frames = Pick<SetRow, 'sampleRate' | 'settledFrame' | 'firstFrame' | 'endFrame'>;

/** Reads a log. */
export function documentOf(
  { sampleRate, settledFrame, firstFrame, endFrame }: Frames,
  entries: readonly SetEntry[],
): SetDocument {
  const before: ConsoleEvent[] = [];
  const after: ConsoleEvent[] = [];
  const moves: ConsoleEvent[] = [];
  const sources = new Map<number, SetSource>();
  const grids = new Map<number, GridData>();
  const sights: DeckSight[] = [];
  for (const entry of entries) {
    if (entry.kind === 'move') moves.push(eventOf(entry.frame, entry.control, entry.value));
    else if (entry.kind === 'seen') sights.push(entry);
    else if (entry.kind === 'source') sources.set(entry.id, { track: entry.track, grid: entry.grid });
    else if (entry.kind === 'grid') grids.set(entry.id, entry.grid);
    else if (entry.kind === 'before') before.push(eventOf(settledFrame, entry.control, entry.value));
    else after.push(eventOf(endFrame, entry.control, entry.value));
  }
  return { sampleRate, settledFrame, firstFrame, endFrame, before, after, moves, sources, grids, sights };
}

/** Writes a document as a log, with `moves` in place of its own. */
export function entriesOf(document: SetDocument, moves: readonly ConsoleEvent[] = document.moves): SetEntry[] {
  return [
    ...[...document.sources].map(([id, { track, grid }]) => ({ kind: 'source', id, track, grid }) as const),
    ...[...document.grids].map(([id, grid]) => ({ kind: 'grid', id, grid }) as const),
    ...document.before.map(({ control, value }) => ({ kind: 'before', control, value }) as const),
    ...moves.map((move) => ({ kind: 'move', ...move }) as const),
    ...document.after.map(({ control, value }) => ({ kind: 'after', control, value }) as const),
    ...document.sights.map(({ frame, deck, positionSec, tempo }) => ({
      ...{ kind: 'seen' as const, frame, deck, positionSec, tempo },
    })),
  ];
}

/** What tells the time of a frame. */
export type SetTimes = Pick<SetDocument, 'sampleRate' | 'firstFrame'>;

/** A console leaves out events whose control it does not know, so a log of a later version may be read, too. */
const eventOf = (frame: number, control: string, value: number): ConsoleEvent => ({
  ...{ frame, value, control: control as Control },
});

export const secondsOf = ({ sampleRate, firstFrame }: SetTimes, frame: number): number =>
  (frame - firstFrame) / sampleRate;
