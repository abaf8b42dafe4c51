import type { Stereo } from '../block.ts';
import { createStretchInstance, type StretchModule } from './wasm.ts';

/** Blocks that overlap four times: with the library's "cheaper" setting (0.04 s) their borders are heard as clicks. */
const BLOCK_SEC = 0.1;
const INTERVAL_SEC = 0.025;
/** Most frames of input for one call. */
export const MAX_INPUT = 16_384;

/**
 * signalsmith-stretch, stereo, with its work spread evenly over time. Its own transposition is left alone: it is off by
 * up to 7 cents on single tones, where stretching alone is exact.
 *
 * @see https://signalsmith-audio.co.uk/code/stretch/
 */
export class Stretcher {
  /** How far ahead of the sound the input has to be, frames of input. */
  readonly inputLatency: number;
  /** After how many frames of output the input is heard. */
  readonly outputLatency: number;
  private readonly wasm: StretchModule;
  private readonly address: number;
  private memory: Float32Array;

  constructor(module: WebAssembly.Module, sampleRate: number) {
    this.wasm = createStretchInstance(module);
    this.wasm.p(2, Math.round(BLOCK_SEC * sampleRate), Math.round(INTERVAL_SEC * sampleRate), 1);
    this.address = this.wasm.h(2, MAX_INPUT) >> 2;
    this.inputLatency = this.wasm.k();
    this.outputLatency = this.wasm.l();
    this.memory = new Float32Array(this.wasm.e.buffer);
  }

  /** Puts input at `index` of the next call's. */
  load({ left, right }: Stereo, from: number, count: number, index: number): void {
    // Growing replaces the buffer; it does not happen after construction, and reading must not rely on that.
    if (this.memory.length === 0) this.memory = new Float32Array(this.wasm.e.buffer);
    const { memory, address } = this;
    for (let i = 0; i < count; i++) {
      memory[address + index + i] = left[from + i] as number;
      memory[address + MAX_INPUT + index + i] = right[from + i] as number;
    }
  }

  /** Begins anew in the middle of the music, with the loaded input standing before what comes next. */
  seek(frames: number, speed: number): void {
    this.wasm.m();
    this.wasm.v(frames, speed);
  }

  /** Takes the loaded input and writes `count` frames of output from index `to` on. */
  process(input: number, { left, right }: Stereo, to: number, count: number): void {
    this.wasm.w(input, count);
    if (this.memory.length === 0) this.memory = new Float32Array(this.wasm.e.buffer);
    const { memory } = this;
    const at = this.address + 2 * MAX_INPUT;
    for (let i = 0; i < count; i++) {
      left[to + i] = memory[at + i] as number;
      right[to + i] = memory[at + MAX_INPUT + i] as number;
    }
  }
}
