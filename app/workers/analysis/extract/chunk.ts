import type { Kernels } from '#wasm/load.ts';

/** Frames that are looked at together: what lies in memory then fits into the second cache. */
export const CHUNK_FRAMES = 8192;
/** Samples that stay in front of each plane: what the true-peak filter reads behind it. */
const BEFORE = 12;

/** A stretch of audio in the kernels' memory, clean of what is no audio. Addresses in bytes, valid during the call. */
export interface Chunk {
  /** Address of each channel; the {@link BEFORE} samples that came before lie in front of it. */
  readonly planes: readonly number[];
  /** Address of the mean of all channels. */
  readonly mono: number;
  /** At most {@link CHUNK_FRAMES}. */
  readonly frames: number;
}

/** Brings a stream of planar audio into the kernels' memory, chunk by chunk. */
export class ChunkFeed {
  private readonly kernels: Kernels;
  private readonly onChunk: (chunk: Chunk) => void;
  private readonly stride = 4 * (BEFORE + CHUNK_FRAMES + 4);
  private readonly planes: readonly number[];
  private readonly mono: number;

  constructor(kernels: Kernels, channels: number, onChunk: (chunk: Chunk) => void) {
    this.kernels = kernels;
    this.onChunk = onChunk;
    const first = kernels.memory.alloc(this.stride * channels) + 4 * BEFORE;
    this.planes = Array.from({ length: channels }, (_, channel) => first + channel * this.stride);
    this.mono = kernels.memory.alloc(4 * CHUNK_FRAMES);
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    for (let start = 0; start < frames; start += CHUNK_FRAMES) {
      this.take(planes, start, Math.min(CHUNK_FRAMES, frames - start));
    }
  }

  private take(planes: readonly Float32Array[], start: number, frames: number): void {
    const { signal, memory } = this.kernels;
    this.planes.forEach((at, channel) => {
      // A channel that is missing in this block is silent.
      const plane = planes[channel]?.subarray(start, start + frames);
      if (plane) memory.floats(at, frames).set(plane);
      else memory.floats(at, frames).fill(0);
      signal.clean(at, frames);
    });
    const [first = 0] = this.planes;
    signal.mixDown(first, this.stride, this.planes.length, frames, this.mono);
    this.onChunk({ planes: this.planes, mono: this.mono, frames });
    for (const at of this.planes) {
      memory.floats(at - 4 * BEFORE, BEFORE + frames).copyWithin(0, frames);
    }
  }
}

/** Channels two and two, as the filters run; a last one without a partner stands for both. */
export function pairsOf<T>(channels: readonly T[]): (readonly [T, T])[] {
  const pairs: (readonly [T, T])[] = [];
  for (let i = 0; i < channels.length; i += 2) {
    const left = channels[i] as T;
    pairs.push([left, channels[i + 1] ?? left]);
  }
  return pairs;
}
