/** Frames of one page: 0.19 s at 44.1 kHz, 64 KB. */
export const PAGE_FRAMES = 8192;

/**
 * Decoded audio of one track in shared memory: a table that says for each page of the track in which slot it lies, and
 * the slots, stereo float32. The decoding worker writes, the audio thread reads, neither waits for the other.
 *
 * Layout: control words and page table (Int32), then the slots, left and right one after the other.
 */
export interface PageMemory {
  readonly shared: SharedArrayBuffer;
  /** Length of the track in frames. */
  readonly frames: number;
  /** The file's own rate in Hz. */
  readonly sampleRate: number;
  readonly slots: number;
}

/** Words of shared memory with which the audio thread tells the worker what it needs. */
export const PageWord = {
  /** Page under the play head. */
  head: 0,
  /** 1 forward, -1 backward. */
  direction: 1,
  /** Rises whenever the audio thread wants attention; the worker waits on it. */
  call: 2,
  /** Page that was missing last, + 1. */
  missing: 3,
} as const;

const CONTROL_WORDS = 16;

export const pageCount = (frames: number): number => Math.ceil(frames / PAGE_FRAMES);

export interface PageViews {
  readonly control: Int32Array;
  /** Slot of each page, or -1. */
  readonly table: Int32Array;
  readonly samples: Float32Array;
}

const samplesAt = (frames: number) => (CONTROL_WORDS + pageCount(frames)) * 4;

export function pageViews({ shared, frames, slots }: PageMemory): PageViews {
  return {
    control: new Int32Array(shared, 0, CONTROL_WORDS),
    table: new Int32Array(shared, CONTROL_WORDS * 4, pageCount(frames)),
    samples: new Float32Array(shared, samplesAt(frames), slots * 2 * PAGE_FRAMES),
  };
}

/** Reserves shared memory for at most `slots` pages at a time; a short track gets as many as it needs. */
export function createPages(frames: number, sampleRate: number, slots: number): PageMemory {
  const needed = Math.min(slots, pageCount(frames));
  const shared = new SharedArrayBuffer(samplesAt(frames) + needed * 2 * PAGE_FRAMES * 4);
  const memory = { shared, frames, sampleRate, slots: needed };
  pageViews(memory).table.fill(-1);
  return memory;
}
