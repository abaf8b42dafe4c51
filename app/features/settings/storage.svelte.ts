import { onStorageEvent } from '#storage/events.ts';
import { askToPersist, readSafeCopies, readSpace, type SafeCopies, type StorageSpace } from '#storage/space/space.ts';

/** Bytes of one second of the recorder's default: 48 kHz, stereo, 24 bit. */
const BYTES_PER_SECOND = 48_000 * 2 * 3;

/** Room for less than this many minutes of recording is worth a warning. */
const FEW_MINUTES = 30;

/** Other things than tracks take room too, so the estimate is read again every so often, milliseconds. */
const READ_AGAIN_MS = 15_000;

/** What is true about the data on this device, read again when it changes. */
export class StorageState {
  space = $state.raw<StorageSpace | null>(null);
  copies = $state.raw<SafeCopies | null>(null);
  /** The last answer of the browser to "keep my data"; null before the question. */
  asked = $state<boolean | null>(null);
  readonly freeBytes = $derived(this.space ? Math.max(0, this.space.quotaBytes - this.space.usedBytes) : null);
  readonly minutesLeft = $derived(this.freeBytes === null ? null : Math.floor(this.freeBytes / BYTES_PER_SECOND / 60));
  /** What could cost data soon: a full disk first, then audio that exists only here and may be cleared. */
  readonly warning = $derived.by(() => {
    if (this.minutesLeft !== null && this.minutesLeft < FEW_MINUTES) return 'full';
    return this.space?.persisted === false && (this.copies?.unsafe ?? 0) > 0 ? 'unkept' : null;
  });

  /** Reads now and follows changes. Returns the function that stops it. */
  start(): () => void {
    const read = () => void this.read();
    read();
    document.addEventListener('visibilitychange', read);
    const timer = setInterval(read, READ_AGAIN_MS);
    const leave = onStorageEvent((event) => {
      if (event.type === 'tracks' || event.type === 'takes' || event.type === 'outbox') read();
    });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
      leave();
    };
  }

  async read(): Promise<void> {
    [this.space, this.copies] = await Promise.all([readSpace(), readSafeCopies()]);
  }

  async keep(): Promise<void> {
    this.asked = await askToPersist();
    await this.read();
  }
}
