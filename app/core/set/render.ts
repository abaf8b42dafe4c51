import { BLOCK } from '../console/block.ts';
import type { ConsoleEvent } from '../console/events.ts';
import { OfflineRender, type RenderSource } from '../console/render.ts';
import type { SetDocument } from './document.ts';

/** Blocks before the log in which all controls come to rest where they stood. */
const SETTLE_BLOCKS = 200;

/**
 * Renders a set from its log, block by block, sample for sample as it was heard; the microphone is left out. Tracks are
 * given to it as it goes, so that those of a long set need not be there at once.
 */
export class SetRender {
  /** Length of the set in frames. */
  readonly frames: number;
  private readonly render: OfflineRender;
  private readonly loads: readonly ConsoleEvent[];
  private at: number;
  private readonly first: number;
  private readonly end: number;
  private settled = false;

  constructor(document: SetDocument, stretch: WebAssembly.Module | null) {
    const { sampleRate, settledFrame, firstFrame, endFrame, before, moves, grids } = document;
    this.first = firstFrame;
    this.end = endFrame;
    this.frames = endFrame - firstFrame;
    const from = settledFrame - SETTLE_BLOCKS * BLOCK;
    this.at = from;
    const events = [...before.map((event) => ({ ...event, frame: from })), ...moves];
    this.loads = events.filter(({ control, value }) => control.endsWith('.load') && value !== 0);
    const known = [...grids].map(([id, grid]) => ({ id, grid }));
    this.render = new OfflineRender({ sampleRate, stretch, sources: [], grids: known, events, from });
  }

  /** Frames of the set that have been rendered. */
  get done(): number {
    return Math.min(this.frames, Math.max(0, this.at - this.first));
  }

  /** Numbers of the tracks that the next `frames` frames load. */
  loadsWithin(frames: number): number[] {
    const until = Math.max(this.at, this.first) + frames;
    return [...new Set(this.loads.filter(({ frame }) => frame >= this.at && frame < until).map(({ value }) => value))];
  }

  /** Whether a track is on a deck, or will be. */
  needs(id: number): boolean {
    return (
      this.render.console.loaded.includes(id) || this.loads.some(({ frame, value }) => value === id && frame >= this.at)
    );
  }

  /** Makes a track known, before the block that loads it. */
  give({ id, pages, grid, supply }: RenderSource): void {
    this.render.console.addSource(id, pages, grid, supply);
  }

  /** Forgets a track that is not needed any more. */
  drop(id: number): void {
    this.render.console.dropSource(id);
  }

  /**
   * Renders on into both arrays.
   *
   * @param left a multiple of {@link BLOCK} long
   * @returns frames written; fewer than asked for at the end only
   */
  next(left: Float32Array, right: Float32Array): number {
    if (!this.settled) while (this.at < this.first) this.step();
    this.settled = true;
    let written = 0;
    while (written < left.length && this.at < this.end) {
      const count = Math.min(BLOCK, this.end - this.at);
      this.step();
      left.set(this.render.master.left.subarray(0, count), written);
      right.set(this.render.master.right.subarray(0, count), written);
      written += count;
    }
    return written;
  }

  private step(): void {
    this.render.next();
    this.at += BLOCK;
  }
}
