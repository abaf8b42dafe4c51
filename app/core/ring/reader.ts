import { BATCH_FRAMES, Control, EVENT_SLOTS, EventKind, ringViews, type RingMemory, type RingViews } from './layout.ts';

/** Audio in the ring. The views point into shared memory and are valid until {@link RingReader.release}. */
export interface RingFrames {
  readonly kind: 'frames';
  /** Position of the first frame since the ring was made. */
  readonly position: number;
  readonly frames: number;
  /** Epoch milliseconds at which the batch that holds these frames began. */
  readonly wallMs: number;
  readonly channels: readonly Float32Array[];
}

export type RingEvent =
  /** `frames` did not fit between the frames before and after. */
  | { readonly kind: 'overrun'; readonly position: number; readonly frames: number }
  /** The render thread was not called for `ms` before `position`. */
  | { readonly kind: 'stall'; readonly position: number; readonly ms: number };

export type RingItem = RingFrames | RingEvent;

/**
 * The reading end: frames and events in the order in which they happened.
 *
 * @thread one reader thread, a worker
 */
export class RingReader {
  readonly #views: RingViews;
  readonly #memory: RingMemory;
  #read = 0;
  #events = 0;

  constructor(memory: RingMemory) {
    this.#memory = memory;
    this.#views = ringViews(memory);
  }

  /** Frames that wait to be read. */
  get available(): number {
    return (Atomics.load(this.#views.control, Control.written) - (this.#read | 0)) >>> 0;
  }

  /** Position of the next frame to read. */
  get position(): number {
    return this.#read;
  }

  /**
   * The next item, or null when there is none yet. Frames never span a batch or an event.
   *
   * @param partial hand out frames of a batch that is not full yet, too
   */
  next(partial: boolean): RingItem | null {
    const { available } = this;
    // Loaded after the frames: every event stands in the queue before the frames that follow it.
    const event = this.#peekEvent();
    if (event !== null && event.position <= this.#read) {
      this.#events++;
      Atomics.store(this.#views.control, Control.eventsRead, this.#events | 0);
      return event;
    }
    const batchEnd = (Math.floor(this.#read / BATCH_FRAMES) + 1) * BATCH_FRAMES;
    let end = Math.min(batchEnd, this.#read + available);
    if (event !== null && event.position <= end) end = event.position;
    else if (end < batchEnd && !partial) return null;
    return end === this.#read ? null : this.#frames(end - this.#read);
  }

  #peekEvent(): RingEvent | null {
    const { control, events } = this.#views;
    if (Atomics.load(control, Control.eventsWritten) === (this.#events | 0)) return null;
    const slot = (this.#events % EVENT_SLOTS) * 3;
    const position = events[slot] ?? 0;
    const amount = events[slot + 2] ?? 0;
    return events[slot + 1] === EventKind.overrun
      ? { kind: 'overrun', position, frames: amount }
      : { kind: 'stall', position, ms: amount };
  }

  #frames(frames: number): RingFrames {
    const { capacity, channels } = this.#memory;
    const offset = this.#read % capacity;
    const views = Array.from({ length: channels }, (_, channel) => {
      const at = channel * capacity + offset;
      return this.#views.samples.subarray(at, at + frames);
    });
    const wallMs = this.#views.stamps[Math.floor(offset / BATCH_FRAMES)] ?? 0;
    return { kind: 'frames', position: this.#read, frames, wallMs, channels: views };
  }

  /** Gives the memory of read frames back to the writer. */
  release(frames: number): void {
    this.#read += frames;
    Atomics.store(this.#views.control, Control.read, this.#read | 0);
  }

  /** Resolves when the writer finishes a batch, at once when a finished one waits, at the latest after `timeoutMs`. */
  async wait(timeoutMs: number): Promise<void> {
    const { control } = this.#views;
    const now = Atomics.load(control, Control.written);
    const batchEnd = (Math.floor(this.#read / BATCH_FRAMES) + 1) * BATCH_FRAMES;
    if ((now - (this.#read | 0)) >>> 0 >= batchEnd - this.#read) return;
    if (typeof Atomics.waitAsync === 'function') {
      await Atomics.waitAsync(control, Control.written, now, timeoutMs).value;
    } else {
      await new Promise((resolve) => setTimeout(resolve, Math.min(timeoutMs, 10)));
    }
  }
}
