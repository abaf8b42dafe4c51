import { stepCost, totalOf, type OrderedTrack } from './cost.ts';
import { greedyOrder, pathCost, solving, type CostMatrix, type SolveOptions } from './solve.ts';

/** How smooth an order is, for people. */
interface OrderReport {
  readonly cost: number;
  /** Steps between keys that clash. */
  readonly keyClashes: number;
  /** Steps of more than 6 % in tempo. */
  readonly tempoJumps: number;
  /** Steps down in energy of 2 or more. */
  readonly energyDrops: number;
}

/** The work grows with the square of the tracks: more than this are ordered in parts of one range of tempo each. */
const MOST_AT_ONCE = 300;

function costMatrix(tracks: readonly OrderedTrack[]): CostMatrix {
  const size = tracks.length;
  const values = new Float64Array(size * size);
  tracks.forEach((last, i) => tracks.forEach((next, j) => (values[i * size + j] = totalOf(stepCost(last, next)))));
  return { size, values };
}

/** Puts tracks into an order in which each goes well with the next; pauses after every piece of work. */
export function* ordering<T extends OrderedTrack>(
  tracks: readonly T[],
  options: SolveOptions = {},
): Generator<void, T[]> {
  const ordered: T[] = [];
  for (const part of parts(tracks, options.keepsFirst === true)) {
    const last = ordered.at(-1);
    const begun = last ? startingAfter(last, part) : part;
    ordered.push(...(yield* orderedPart(begun, last ? { ...options, keepsFirst: true } : options)));
  }
  return costOf(ordered) < costOf(tracks) - 1e-9 ? ordered : [...tracks];
}

function* orderedPart<T extends OrderedTrack>(tracks: readonly T[], options: SolveOptions): Generator<void, T[]> {
  const order = yield* solving(costMatrix(tracks), options);
  return order.map((i) => tracks[i] as T);
}

/** All in one, or ranges of tempo of about the same size, the slowest first. */
function parts<T extends OrderedTrack>(tracks: readonly T[], keepsFirst: boolean): (readonly T[])[] {
  const count = Math.ceil(tracks.length / MOST_AT_ONCE);
  if (count <= 1) return tracks.length === 0 ? [] : [tracks];
  const first = keepsFirst ? tracks.slice(0, 1) : [];
  const rest = tracks.slice(first.length).sort((a, b) => (a.bpm ?? 1e6) - (b.bpm ?? 1e6));
  const byTempo = [...first, ...rest];
  const edge = (part: number) => Math.round((part * tracks.length) / count);
  return Array.from({ length: count }, (_, part) => byTempo.slice(edge(part), edge(part + 1)));
}

/** The part with that track first which goes best after another. */
function startingAfter<T extends OrderedTrack>(last: T, part: readonly T[]): T[] {
  const costs = part.map((next) => totalOf(stepCost(last, next)));
  const first = costs.indexOf(Math.min(...costs));
  return [part[first] as T, ...part.filter((_, i) => i !== first)];
}

const costOf = (tracks: readonly OrderedTrack[]): number =>
  tracks.slice(1).reduce((sum, next, i) => sum + totalOf(stepCost(tracks[i] as OrderedTrack, next)), 0);

/** Does all of a paused work at once. */
export function atOnce<R>(work: Generator<void, R>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Cheapest of the orders that always take the next best track, over all first tracks. */
export function bestGreedyCost(tracks: readonly OrderedTrack[]): number {
  const matrix = costMatrix(tracks);
  return Math.min(...tracks.map((_, first) => pathCost(matrix, greedyOrder(matrix, first))));
}

export function reportOf(tracks: readonly OrderedTrack[]): OrderReport {
  const steps = tracks
    .slice(1)
    .map((next, i) => ({ cost: stepCost(tracks[i] as OrderedTrack, next), last: tracks[i], next }));
  const count = (test: (step: (typeof steps)[number]) => boolean) => steps.filter(test).length;
  return {
    cost: steps.reduce((sum, { cost }) => sum + totalOf(cost), 0),
    keyClashes: count(({ cost }) => cost.key >= 0.9),
    tempoJumps: count(({ cost }) => cost.tempo > 1),
    energyDrops: count(({ last, next }) => (last?.energy ?? 0) - (next.energy ?? 10) >= 2),
  };
}
