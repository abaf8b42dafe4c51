const BASE_MS = 1_000;
const MAX_MS = 120_000;

/**
 * Wait before try number `attempts + 1`, in milliseconds: doubles from 1 s to 2 minutes, the upper half of it random,
 * so that the clients of a restarted server do not all come at once.
 *
 * @param random in [0, 1)
 */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(MAX_MS, BASE_MS * 2 ** Math.min(attempts, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
