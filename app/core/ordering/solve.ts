/** Costs of all steps: row of the earlier, column of the later place. */
export interface CostMatrix {
  readonly size: number;
  /** `size` times `size`. */
  readonly values: Float64Array;
}

/** Longest block of tracks that is moved as one. */
const LONGEST_BLOCK = 3;
/** What is smaller than this is no gain but rounding. */
const LEAST_GAIN = 1e-9;

export interface SolveOptions {
  /** Keeps the first place where it is. */
  readonly keepsFirst?: boolean;
  /** How often the best order is shaken and improved again. */
  readonly rounds?: number;
  readonly seed?: number;
}

/** Cost of a whole order. */
export function pathCost({ size, values }: CostMatrix, order: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < order.length; i++)
    sum += values[(order[i - 1] as number) * size + (order[i] as number)] as number;
  return sum;
}

/** Always the cheapest next one, from a given first. */
export function greedyOrder({ size, values }: CostMatrix, first: number): number[] {
  const left = new Set(Array.from({ length: size }, (_, i) => i));
  const order: number[] = [];
  let at = first;
  while (left.delete(at)) {
    order.push(at);
    let best = -1;
    for (const next of left) {
      if (best < 0 || (values[at * size + next] as number) < (values[at * size + best] as number)) best = next;
    }
    at = best;
  }
  return order;
}

/**
 * A cheap order of all places by iterated local search: blocks are reversed (2-opt) and moved (Or-opt) while that
 * helps, then three joints are broken at random and it begins again from there. Costs may differ by direction. The
 * same input gives the same order. Never worse than {@link greedyOrder} from the same start. Pauses after every piece
 * of work, so that a page can draw between them.
 *
 * @see Lourenço, Martin, Stützle, "Iterated Local Search", 2003
 */
export function* solving(matrix: CostMatrix, options: SolveOptions = {}): Generator<void, number[]> {
  const { keepsFirst = false, rounds = 30, seed = 1 } = options;
  const { size } = matrix;
  if (size < 3) return Array.from({ length: size }, (_, i) => i);
  const starts = keepsFirst ? [0] : spread(size);
  let best: number[] = [];
  let bestCost = Infinity;
  const consider = (order: number[]) => {
    const cost = pathCost(matrix, order);
    if (cost < bestCost - LEAST_GAIN) [best, bestCost] = [order, cost];
  };
  for (const start of starts) {
    consider(improved(matrix, greedyOrder(matrix, start), keepsFirst));
    yield;
  }
  const random = generator(seed);
  for (let round = 0; round < rounds; round++) {
    consider(improved(matrix, shaken(best, random, keepsFirst), keepsFirst));
    yield;
  }
  return best;
}

/** Up to eight places, evenly. */
function spread(size: number): number[] {
  const count = Math.min(8, size);
  return Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
}

/** Takes every reversal and move that helps, until none does. */
function improved(matrix: CostMatrix, order: number[], keepsFirst: boolean): number[] {
  const lowest = keepsFirst ? 1 : 0;
  for (;;) {
    const isChanged = reverseOne(matrix, order, lowest) || moveOne(matrix, order, lowest);
    if (!isChanged) return order;
  }
}

/** Reverses all blocks that are cheaper the other way round. */
function reverseOne({ size, values }: CostMatrix, order: number[], lowest: number): boolean {
  const n = order.length;
  const cost = (a: number, b: number) => values[a * size + b] as number;
  let isChanged = false;
  for (let i = lowest; i < n - 1; i++) {
    const before = order[i - 1];
    let forward = 0;
    let backward = 0;
    for (let j = i + 1; j < n; j++) {
      const [a, b] = [order[j - 1] as number, order[j] as number];
      forward += cost(a, b);
      backward += cost(b, a);
      const after = order[j + 1];
      const first = order[i] as number;
      const now =
        (before === undefined ? 0 : cost(before, first)) + forward + (after === undefined ? 0 : cost(b, after));
      const then =
        (before === undefined ? 0 : cost(before, b)) + backward + (after === undefined ? 0 : cost(first, after));
      if (then >= now - LEAST_GAIN) continue;
      for (let low = i, high = j; low < high; low++, high--) {
        [order[low], order[high]] = [order[high] as number, order[low] as number];
      }
      isChanged = true;
      break;
    }
  }
  return isChanged;
}

/** Moves blocks of up to three to where they cost less. */
function moveOne({ size, values }: CostMatrix, order: number[], lowest: number): boolean {
  const n = order.length;
  const cost = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? 0 : (values[a * size + b] as number);
  let isChanged = false;
  for (let length = 1; length <= LONGEST_BLOCK; length++) {
    for (let i = lowest; i + length <= n; i++) {
      const [before, first] = [order[i - 1], order[i]];
      const [last, after] = [order[i + length - 1], order[i + length]];
      const gain = cost(before, first) + cost(last, after) - cost(before, after);
      if (gain <= LEAST_GAIN) continue;
      let [best, bestPrice] = [-1, gain - LEAST_GAIN];
      for (let to = lowest; to <= n; to++) {
        if (to >= i && to <= i + length) continue;
        const [left, right] = [order[to - 1], order[to]];
        const price = cost(left, first) + cost(last, right) - cost(left, right);
        if (price < bestPrice) [best, bestPrice] = [to, price];
      }
      if (best < 0) continue;
      const block = order.splice(i, length);
      order.splice(best > i ? best - length : best, 0, ...block);
      isChanged = true;
    }
  }
  return isChanged;
}

/** Exchanges two blocks beside each other (double bridge), which neither reversals nor moves undo at once. */
function shaken(order: readonly number[], random: () => number, keepsFirst: boolean): number[] {
  const lowest = keepsFirst ? 1 : 0;
  const span = order.length - lowest + 1;
  const cuts = [0, 0, 0].map(() => lowest + Math.floor(random() * span)).sort((a, b) => a - b);
  const [a, b, c] = cuts as [number, number, number];
  return [...order.slice(0, a), ...order.slice(b, c), ...order.slice(a, b), ...order.slice(c)];
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
