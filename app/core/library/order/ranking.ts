type Compare = (a: string, b: string) => number;

/** Comparisons between two pauses: a few milliseconds. */
const PIECE = 4000;

/**
 * The places of texts in the order of their language. Comparing texts is what makes sorting slow; so each text is
 * compared when it is first seen, and whole tables are sorted by the places afterwards.
 */
export class Ranking {
  /** Texts in order. */
  private sorted: string[] = [];
  /** 1 where a text differs from the one before it, 0 where the two count as equal. */
  private steps: number[] = [];
  private places = new Map<string, number>();
  private readonly compare: Compare;

  constructor(compare: Compare) {
    this.compare = compare;
  }

  /** Place of a text that was learned; texts that count as equal share one. */
  placeOf(text: string): number {
    return this.places.get(text) ?? 0;
  }

  /** Places there are. */
  get size(): number {
    return this.places.size;
  }

  /** Learns texts that are new, and pauses after every piece of work; only at the end does anything change. */
  *learn(texts: Iterable<string>): Generator<void, void> {
    const fresh = new Set<string>();
    for (const text of texts) if (!this.places.has(text)) fresh.add(text);
    if (fresh.size === 0) return;
    const ordered = yield* mergeSorted([...fresh], this.compare);
    // Somebody else may have learned some of them during a pause.
    const missing = ordered.filter((text) => !this.places.has(text));
    if (missing.length * 16 < this.sorted.length) this.insert(missing);
    else yield* this.merge(missing);
  }

  /** A few into many: each finds its place by halving. */
  private insert(texts: readonly string[]): void {
    const sorted: string[] = [];
    const steps: number[] = [];
    let from = 0;
    const take = (to: number) => {
      for (; from < to; from++) {
        sorted.push(this.sorted[from] as string);
        steps.push(this.steps[from] as number);
      }
    };
    for (const text of texts) {
      take(this.placeFor(text, from));
      const before = sorted.at(-1);
      sorted.push(text);
      steps.push(before === undefined || this.compare(before, text) !== 0 ? 1 : 0);
    }
    take(this.sorted.length);
    this.publish(sorted, steps);
  }

  /** Behind all texts that are not greater, so that what follows differs from it. */
  private placeFor(text: string, low: number): number {
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.sorted[middle] as string, text) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private *merge(texts: readonly string[]): Generator<void, void> {
    const before = this.sorted;
    const sorted = before.length === 0 ? [...texts] : yield* mergeTwo(before, texts, this.compare);
    const steps: number[] = [];
    for (let i = 0; i < sorted.length; i++) {
      if (i % PIECE === PIECE - 1) yield;
      steps.push(i === 0 || this.compare(sorted[i - 1] as string, sorted[i] as string) !== 0 ? 1 : 0);
    }
    if (this.sorted === before) this.publish(sorted, steps);
    else this.insert(texts.filter((text) => !this.places.has(text)));
  }

  private publish(sorted: string[], steps: number[]): void {
    const places = new Map<string, number>();
    let place = -1;
    for (let i = 0; i < sorted.length; i++) {
      place += steps[i] as number;
      places.set(sorted[i] as string, place);
    }
    [this.sorted, this.steps, this.places] = [sorted, steps, places];
  }
}

/** Sorts in runs that are merged, with pauses. */
function* mergeSorted(texts: string[], compare: Compare): Generator<void, string[]> {
  const run = PIECE / 8;
  let runs: string[][] = [];
  for (let at = 0; at < texts.length; at += run) {
    if (at > 0) yield;
    runs.push(texts.slice(at, at + run).sort(compare));
  }
  while (runs.length > 1) {
    const merged: string[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [a, b] = [runs[i] as string[], runs[i + 1]];
      merged.push(b ? yield* mergeTwo(a, b, compare) : a);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeTwo(a: readonly string[], b: readonly string[], compare: Compare): Generator<void, string[]> {
  const merged: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (merged.length % PIECE === PIECE - 1) yield;
    const [left, right] = [a[i] as string, b[j] as string];
    if (compare(left, right) <= 0) {
      merged.push(left);
      i++;
    } else {
      merged.push(right);
      j++;
    }
  }
  for (; i < a.length; i++) merged.push(a[i] as string);
  for (; j < b.length; j++) merged.push(b[j] as string);
  return merged;
}
