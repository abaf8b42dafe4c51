import { BATCH_FRAMES, Control, EVENT_SLOTS, EventKind, ringViews, type RingMemory, type RingViews } from './layout.ts';

/** Two calls further apart than this are noted as a stall; the reader decides whether audio was lost. */
const STALL_MS = 100;

/**
 * The writing end. {@link push} allocates nothing and never waits.
 *
 * @thread audio render thread
 */
export class RingWriter {
  readonly #views: RingViews;
  readonly #channels: number;
  readonly #capacity: number;
  #written = 0;
  #events = 0;
  #dropped = 0;
  #lastWall = 0;
  #stalledMs = 0;

  constructor(memory: RingMemory) {
    this.#views = ringViews(memory);
    this.#channels = memory.channels;
    this.#capacity = memory.capacity;
  }

  /**
   * Appends one render quantum. Where the ring is full the frames are counted as an overrun instead, so that the
   * reader learns how many are missing and exactly where.
   *
   * @param input planar samples, all of one length that divides the batch; a missing channel repeats the first
   * @param wallMs epoch milliseconds now
   */
  push(input: readonly Float32Array[], wallMs: number): void {
    const { control, stamps, samples } = this.#views;
    const first = input[0];
    if (first === undefined) return;
    if (this.#lastWall > 0 && wallMs - this.#lastWall > STALL_MS) this.#stalledMs += wallMs - this.#lastWall;
    this.#lastWall = wallMs;
    const used = ((this.#written | 0) - Atomics.load(control, Control.read)) >>> 0;
    if (used + first.length > this.#capacity) {
      this.#dropped += first.length;
      return;
    }
    if (this.#dropped > 0 && this.#event(EventKind.overrun, this.#dropped)) this.#dropped = 0;
    if (this.#stalledMs > 0 && this.#event(EventKind.stall, this.#stalledMs)) this.#stalledMs = 0;
    const offset = this.#written % this.#capacity;
    if (offset % BATCH_FRAMES === 0) stamps[offset / BATCH_FRAMES] = wallMs;
    for (let channel = 0; channel < this.#channels; channel++) {
      samples.set(input[channel] ?? first, channel * this.#capacity + offset);
    }
    this.#written += first.length;
    Atomics.store(control, Control.written, this.#written | 0);
    if (this.#written % BATCH_FRAMES === 0) Atomics.notify(control, Control.written);
  }

  #event(kind: number, amount: number): boolean {
    const { control, events } = this.#views;
    if (((this.#events | 0) - Atomics.load(control, Control.eventsRead)) >>> 0 >= EVENT_SLOTS) return false;
    const slot = (this.#events % EVENT_SLOTS) * 3;
    events[slot] = this.#written;
    events[slot + 1] = kind;
    events[slot + 2] = amount;
    this.#events++;
    Atomics.store(control, Control.eventsWritten, this.#events | 0);
    return true;
  }
}
