import type { Stereo } from '../block.ts';
import { PAGE_FRAMES, PageWord, pageViews, type PageMemory, type PageViews } from './page-memory.ts';

/** Puts a page into memory before it returns. */
export type PageSupply = (page: number) => void;

/**
 * Reads a track's decoded audio where it is there.
 *
 * @thread audio thread; allocates nothing after its construction and never waits
 */
export class PageReader {
  readonly frames: number;
  readonly sampleRate: number;
  private readonly views: PageViews;
  private readonly supply: PageSupply | undefined;
  private head = -1;

  /** @param supply for offline renders: asked for a page that is not there */
  constructor(memory: PageMemory, supply?: PageSupply) {
    this.supply = supply;
    this.frames = memory.frames;
    this.sampleRate = memory.sampleRate;
    this.views = pageViews(memory);
  }

  /**
   * Copies `count` frames from frame `from` on into both arrays at index `to`. Outside the track there is silence.
   *
   * @param from whole, may lie outside the track
   * @returns frames inside the track that were not there and are silence now
   */
  read(from: number, count: number, { left, right }: Stereo, to = 0): number {
    let missing = 0;
    for (let done = 0; done < count;) {
      const at = from + done;
      if (at < 0 || at >= this.frames) {
        const gap = Math.min(count - done, at < 0 ? -at : count - done);
        left.fill(0, to + done, to + done + gap);
        right.fill(0, to + done, to + done + gap);
        done += gap;
        continue;
      }
      const page = Math.floor(at / PAGE_FRAMES);
      const offset = at - page * PAGE_FRAMES;
      const run = Math.min(count - done, PAGE_FRAMES - offset, this.frames - at);
      if (!this.copy(page, offset, run, left, right, to + done)) missing += run;
      done += run;
    }
    return missing;
  }

  private copy(
    page: number,
    offset: number,
    run: number,
    left: Float32Array,
    right: Float32Array,
    to: number,
  ): boolean {
    const { table, samples, control } = this.views;
    if (this.supply && Atomics.load(table, page) < 0) this.supply(page);
    const slot = Atomics.load(table, page);
    if (slot >= 0) {
      const at = slot * 2 * PAGE_FRAMES + offset;
      for (let i = 0; i < run; i++) {
        left[to + i] = samples[at + i] as number;
        right[to + i] = samples[at + PAGE_FRAMES + i] as number;
      }
      // The worker takes a slot out of the table before it writes into it.
      if (Atomics.load(table, page) === slot) return true;
    }
    left.fill(0, to, to + run);
    right.fill(0, to, to + run);
    if (Atomics.exchange(control, PageWord.missing, page + 1) !== page + 1) this.call();
    return false;
  }

  /** Tells the worker where the play head is, whenever it comes to another page. */
  follow(frame: number, direction: number): void {
    const page = Math.floor(Math.min(this.frames - 1, Math.max(0, frame)) / PAGE_FRAMES);
    if (page === this.head) return;
    this.head = page;
    Atomics.store(this.views.control, PageWord.head, page);
    Atomics.store(this.views.control, PageWord.direction, direction < 0 ? -1 : 1);
    this.call();
  }

  /** Whether the page with a frame is there. */
  has(frame: number): boolean {
    if (frame < 0 || frame >= this.frames) return true;
    return Atomics.load(this.views.table, Math.floor(frame / PAGE_FRAMES)) >= 0;
  }

  private call(): void {
    Atomics.add(this.views.control, PageWord.call, 1);
    Atomics.notify(this.views.control, PageWord.call);
  }
}
