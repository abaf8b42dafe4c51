/**
 * Does paused work, and lets everything else have its turn in each pause.
 *
 * @param isWanted asked in each pause; the work ends with null when it is not any more
 */
export function inPieces<R>(work: Generator<void, R>): Promise<R>;
export function inPieces<R>(work: Generator<void, R>, isWanted: () => boolean): Promise<R | null>;
export async function inPieces<R>(work: Generator<void, R>, isWanted = () => true): Promise<R | null> {
  while (isWanted()) {
    const { done, value } = work.next();
    if (done) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return null;
}
