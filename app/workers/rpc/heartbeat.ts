/** What a worker sends while it can: comlink leaves messages without an id alone. */
const BEAT = 'beat';
const BEAT_MS = 500;

/**
 * Sends a beat twice a second for as long as this worker's event loop turns. Work that waits for disks or decoders
 * lets it turn; a parser caught in a loop by a damaged file does not, even where it awaits.
 *
 * @thread worker
 */
export function beat(): void {
  setInterval(() => postMessage(BEAT), BEAT_MS);
}

/**
 * Calls `onStall` when a worker has not beaten for `ms`. Counts looks instead of reading a clock, so that a page or
 * machine that slept finds nothing stalled when it wakes. Returns the function that ends the watch.
 *
 * @thread page
 */
export function watchBeat(worker: Worker, ms: number, onStall: () => void): () => void {
  const looks = 8;
  let missed = 0;
  const heard = ({ data }: MessageEvent<unknown>) => {
    if (data === BEAT) missed = 0;
  };
  const timer = setInterval(() => {
    if (++missed >= looks) onStall();
  }, ms / looks);
  worker.addEventListener('message', heard);
  return () => {
    clearInterval(timer);
    worker.removeEventListener('message', heard);
  };
}
