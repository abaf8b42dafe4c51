/** Rest between two runs: a batch of hundreds of changes is read a few times a second, not hundreds of times. */
const REST_MS = 250;

/**
 * Makes calls that come in bursts run `work` at once, then at most every {@link REST_MS}, never twice at a time, and
 * once more after the last call.
 */
export function coalesce(work: () => Promise<void>, restMs = REST_MS): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    do {
      again = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, restMs));
    } while (again);
    running = false;
  };
  return () => {
    again = true;
    if (!running) void run();
  };
}
