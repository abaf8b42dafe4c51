/** What a worker sends while it can: comlink leaves messages without an id alone. */
const BEAT = 'beat';
const BEAT_MS = 500;
/** Looks after which a worker that has begun counts as stalled. */
const LOOKS = 8;
/** How many times as long a worker may take to begin: a busy machine or a slow network is no damaged file. */
const STARTING = 6;

/**
 * Sends a beat now and twice a second for as long as this worker's event loop turns. Work that waits for disks or decoders
 * lets it turn; a parser caught in a loop by a damaged file does not, even where it awaits.
 *
 * @thread worker
 */
export function beat(): void {
  postMessage(BEAT);
  setInterval(() => postMessage(BEAT), BEAT_MS);
}

/**
 * Calls `onStall` when a worker has not beaten for `ms`, a new one before its first beat for longer. Counts looks
 * instead of reading a clock, so that a page or machine that slept finds nothing stalled when it wakes. Returns the
 * function that ends the watch.
 *
 * @thread page
 */
export function watchBeat(worker: Worker, isNew: boolean, ms: number, onStall: () => void): () => void {
  let left = isNew ? LOOKS * STARTING : LOOKS;
  const heard = ({ data }: MessageEvent<unknown>) => {
    if (data === BEAT) left = LOOKS;
  };
  const timer = setInterval(() => {
    if (--left <= 0) onStall();
  }, ms / LOOKS);
  worker.addEventListener('message', heard);
  return () => {
    clearInterval(timer);
    worker.removeEventListener('message', heard);
  };
}
