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

/** More tracks than this would keep the page waiting; the rest stays at the end. */
const MOST_ORDERED = 300;

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
  const chosen = tracks.slice(0, MOST_ORDERED);
  const matrix = costMatrix(chosen);
  const order = yield* solving(matrix, options);
  const asItWas = chosen.map((_, i) => i);
  const best = pathCost(matrix, order) < pathCost(matrix, asItWas) - 1e-9 ? order : asItWas;
  return [...best.map((i) => chosen[i] as T), ...tracks.slice(MOST_ORDERED)];
}

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
