/**
 * What can go wrong with a request:
 * `drop` and `fail-after` do the work, then cut the connection or answer 500; `drop-before`, `fail`, `unavailable`,
 * `busy` (429) and `busy-until` (429 with Retry-After) do nothing; `expire` forgets the session first; `corrupt` changes
 * a byte of an uploaded part; `slow` answers late.
 */
export type Fault =
  | 'drop'
  | 'drop-before'
  | 'fail'
  | 'fail-after'
  | 'unavailable'
  | 'busy'
  | 'busy-until'
  | 'expire'
  | 'corrupt'
  | 'slow';

export const faults: readonly Fault[] = [
  ...(['drop', 'drop-before', 'fail', 'fail-after', 'unavailable', 'busy', 'busy-until'] as const),
  ...(['expire', 'corrupt', 'slow'] as const),
];

interface Order {
  readonly fault: Fault;
  readonly on: RegExp;
  left: number;
}

/** Decides which request goes wrong, on order or by a seeded schedule. */
export class Misbehaviour {
  readonly #orders: Order[] = [];
  #schedule: (() => Fault | null) | null = null;
  /** Every fault that happened, `fault METHOD /path`. */
  readonly happened: string[] = [];

  /** The next `times` requests whose `METHOD /path` matches `on` go wrong. */
  order(fault: Fault, on: RegExp = /./, times = 1): void {
    this.#orders.push({ fault, on, left: times });
  }

  /**
   * From now on each request goes wrong with probability `rate`, the same way for the same seed and order of requests.
   *
   * @param rate 0 to 1
   */
  schedule(seed: number, rate: number, among: readonly Fault[] = faults): void {
    const random = mulberry32(seed);
    this.#schedule = () => (random() < rate ? (among[Math.floor(random() * among.length)] ?? null) : null);
  }

  /** Behaves well from now on. */
  calm(): void {
    this.#orders.length = 0;
    this.#schedule = null;
  }

  decide(request: string): Fault | null {
    const ordered = this.#orders.find((order) => order.left > 0 && order.on.test(request));
    if (ordered) ordered.left -= 1;
    const fault = ordered?.fault ?? this.#schedule?.() ?? null;
    if (fault) this.happened.push(`${fault} ${request}`);
    return fault;
  }
}

/** Small seeded generator of numbers from 0 to 1. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
