import { barOfBeat, beatAtTime, timeOfBeat } from '#core/tempo/beat-grid.ts';
import { musicEnd, type MixFacts } from './facts.ts';

/** A place where a transition may begin. */
export interface MixPoint {
  readonly sec: number;
  /** 1 where a section begins, less for places that are only whole phrases away from one. */
  readonly phrase: number;
}

/** Bars of a phrase where no form is known. */
const PHRASE_BARS = 8;
/** How far beside a bar the border of a section may stand and still be that bar, in bars. */
const NEAR_BARS = 0.5;

/** Share of a track that is always played, and share within which the next one is let in. */
const OUT_FROM = 0.5;
const IN_UNTIL = 0.35;

/** Downbeats at which a track may be left, in order; none without a grid. */
export function outPoints(facts: MixFacts): MixPoint[] {
  const end = musicEnd(facts);
  return phrasePoints(facts, facts.durationSec * OUT_FROM, end);
}

/** Downbeats at which a track may be let in; its first one always is. */
export function inPoints(facts: MixFacts): MixPoint[] {
  return phrasePoints(facts, 0, facts.durationSec * IN_UNTIL);
}

/** Bars in a stretch that begin a section, or lie whole phrases behind one. */
function phrasePoints({ tempo: { grid }, sections }: MixFacts, fromSec: number, toSec: number): MixPoint[] {
  if (!grid) return [];
  const barSec = (bar: number) => timeOfBeat(grid, bar * grid.beatsPerBar + grid.downbeat);
  const barAt = (sec: number) => (beatAtTime(grid, sec) - grid.downbeat) / grid.beatsPerBar;
  const borders = sections
    .map(({ startSec }) => barAt(startSec))
    .filter((bar) => Math.abs(bar - Math.round(bar)) < NEAR_BARS)
    .map(Math.round);
  const first = Math.max(
    Math.ceil(barAt(fromSec) - 1e-6),
    barOfBeat(grid, beatAtTime(grid, 0) + grid.beatsPerBar - 1e-6),
  );
  const points: MixPoint[] = [];
  for (let bar = first; barSec(bar) < toSec; bar++) {
    const before = borders.filter((border) => border <= bar).at(-1) ?? first;
    const isBorder = borders.includes(bar);
    if (!isBorder && (bar - before) % PHRASE_BARS !== 0) continue;
    points.push({ sec: Math.max(0, barSec(bar)), phrase: isBorder ? 1 : borders.length > 0 ? 0.7 : 0.8 });
  }
  return points;
}
