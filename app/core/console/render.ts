import { BLOCK, createStereo, type Stereo } from './block.ts';
import { Console } from './console.ts';
import type { ConsoleEvent } from './events.ts';
import type { PageMemory } from './source/page-memory.ts';
import type { PageSupply } from './source/page-reader.ts';
import type { GridData } from './sync/grid-clock.ts';

/** A track that events may load, under its number. */
export interface RenderSource {
  readonly id: number;
  readonly pages: PageMemory;
  readonly grid: GridData | null;
  /** Brings a page that is not in memory; left out where all of them are. */
  readonly supply?: PageSupply;
}

export interface RenderOptions {
  readonly sampleRate: number;
  readonly stretch: WebAssembly.Module | null;
  readonly sources: readonly RenderSource[];
  readonly grids?: readonly { readonly id: number; readonly grid: GridData }[];
  readonly events: readonly ConsoleEvent[];
  /** Frame of the clock at which the recording began; a multiple of {@link BLOCK}, as blocks of the browser are. */
  readonly from?: number;
}

/**
 * Renders a set again from its events, sample for sample as it was live: the console has no other input but the
 * microphone, which is left out.
 */
export class OfflineRender {
  readonly console: Console;
  readonly master: Stereo = createStereo(BLOCK);
  readonly phones: Stereo = createStereo(BLOCK);
  private frame: number;

  constructor({ sampleRate, stretch, sources, grids = [], events, from = 0 }: RenderOptions) {
    this.console = new Console({ sampleRate, stretch });
    for (const { id, pages, grid } of sources) this.console.addSource(id, pages, grid);
    for (const { id, grid } of grids) this.console.addGrid(id, grid);
    for (const event of events) this.console.add(event);
    this.frame = from;
  }

  /** The next block: `master` and `phones` hold it until the next call. */
  next(): void {
    this.console.process(this.frame, null, this.master, this.phones, BLOCK);
    this.frame += BLOCK;
  }
}

/**
 * Renders a set in whole, for short ones.
 *
 * @returns left and right of the master
 */
export function renderOffline(options: RenderOptions, frames: number): readonly [Float32Array, Float32Array] {
  const render = new OfflineRender(options);
  const out = [new Float32Array(frames), new Float32Array(frames)] as const;
  for (let at = 0; at < frames; at += BLOCK) {
    render.next();
    const count = Math.min(BLOCK, frames - at);
    out[0].set(render.master.left.subarray(0, count), at);
    out[1].set(render.master.right.subarray(0, count), at);
  }
  return out;
}
