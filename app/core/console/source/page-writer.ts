import { PAGE_FRAMES, PageWord, pageCount, pageViews, type PageMemory, type PageViews } from './page-memory.ts';

/**
 * Puts decoded pages where the audio thread reads them, in place of the least useful one when memory is full.
 *
 * @thread the decoding worker, the only writer
 */
export class PageWriter {
  readonly pages: number;
  private readonly views: PageViews;
  /** Page in each slot, or -1. */
  private readonly pageOf: Int32Array;
  private pinned: ReadonlySet<number> = new Set();

  constructor(memory: PageMemory) {
    this.pages = pageCount(memory.frames);
    this.views = pageViews(memory);
    this.pageOf = new Int32Array(memory.slots).fill(-1);
  }

  get head(): number {
    return Atomics.load(this.views.control, PageWord.head);
  }

  get direction(): number {
    return Atomics.load(this.views.control, PageWord.direction) < 0 ? -1 : 1;
  }

  get calls(): number {
    return Atomics.load(this.views.control, PageWord.call);
  }

  /** Page that the audio thread missed since the last call, or -1. */
  takeMissing(): number {
    return Atomics.exchange(this.views.control, PageWord.missing, 0) - 1;
  }

  has(page: number): boolean {
    return page < 0 || page >= this.pages || Atomics.load(this.views.table, page) >= 0;
  }

  /** Pages that stay whatever happens: those at cue points and loops. */
  pin(pages: ReadonlySet<number>): void {
    this.pinned = pages;
  }

  /** Stores one page, both channels of {@link PAGE_FRAMES} frames. */
  put(page: number, left: Float32Array, right: Float32Array): void {
    if (page < 0 || page >= this.pages || this.has(page)) return;
    const slot = this.freeSlot();
    const evicted = this.pageOf[slot] as number;
    if (evicted >= 0) Atomics.store(this.views.table, evicted, -1);
    const at = slot * 2 * PAGE_FRAMES;
    this.views.samples.set(left, at);
    this.views.samples.set(right, at + PAGE_FRAMES);
    this.pageOf[slot] = page;
    Atomics.store(this.views.table, page, slot);
  }

  /** The slot of the page farthest from the play head; behind it counts three times as far as ahead of it. */
  private freeSlot(): number {
    const { head, direction } = this;
    let best = 0;
    let farthest = -1;
    for (let slot = 0; slot < this.pageOf.length; slot++) {
      const page = this.pageOf[slot] as number;
      if (page < 0) return slot;
      if (this.pinned.has(page)) continue;
      const ahead = (page - head) * direction;
      const distance = ahead >= 0 ? ahead : -3 * ahead;
      if (distance > farthest) [farthest, best] = [distance, slot];
    }
    return best;
  }
}
