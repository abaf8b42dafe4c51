/** Does paused work, and lets everything else have its turn in each pause. */
export async function inPieces<R>(work: Generator<void, R>): Promise<R> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}
