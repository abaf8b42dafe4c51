import type { Play } from '#contracts/records/list.ts';

/** After this long without a play the next one begins another set, ms. */
const PAUSE_MS = 2 * 60 * 60 * 1000;
/** A play counts from so much heard on; what was heard for less was only tried, s. */
export const COUNTS_FROM_SEC = 15;

/** What was played in one go. */
export interface PlayedSet {
  /** Epoch milliseconds of its first play; its name. */
  readonly startedAt: number;
  /** In the order of their beginning. */
  readonly plays: readonly Play[];
}

/**
 * Tells sets from the log of plays, newest first: a pause of two hours ends one. The log is written while it plays, so
 * that a set that a crash cut off is told like any other.
 */
export function setsOf(plays: readonly Play[]): PlayedSet[] {
  const heard = plays.filter(({ heardSec }) => heardSec >= COUNTS_FROM_SEC).sort((a, b) => a.startedAt - b.startedAt);
  const sets: Play[][] = [];
  let quietFrom = -Infinity;
  for (const play of heard) {
    if (play.startedAt - quietFrom > PAUSE_MS) sets.push([]);
    sets.at(-1)?.push(play);
    quietFrom = Math.max(quietFrom, play.startedAt + play.heardSec * 1000);
  }
  return sets.map((set) => ({ startedAt: (set[0] as Play).startedAt, plays: set })).reverse();
}
