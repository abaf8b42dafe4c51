/** Time and chance, so that tests can let hours pass at once. */
export interface Timing {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits that many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

export const realTiming: Timing = {
  now: Date.now,
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: Math.random,
};

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Wait before try `tries + 1`: doubling, with jitter so that many do not come back at once. */
export function backoff(tries: number, random: () => number): number {
  return Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.5 + random());
}
