import type { KernelMemory } from '../memory.ts';
import { createFftPlan, hann, type SpectrumKernels } from './spectrum.ts';

/** What an {@link Stft} is made for. */
export interface StftOptions {
  /** Frame length in samples, a power of two. */
  readonly length: number;
  /** Samples from one frame to the next. */
  readonly hop: number;
  /** Most samples in one push. */
  readonly maxSamples: number;
  /** `length` values; a periodic Hann window if left out. */
  readonly window?: ArrayLike<number>;
  /** Powers instead of magnitudes. */
  readonly isPower?: boolean;
}

/**
 * Magnitude spectra of a stream. Frame i is centred on sample i * hop; before the first and after the last sample the
 * stream is silent, and there are as many frames as hops have begun.
 */
export class Stft {
  /** Address of the frames of the last push; frame i lies `i * stride` bytes further. */
  readonly output: number;
  /** Bytes from one frame to the next: bins 0 to length / 2 and a rest that holds nothing of use. */
  readonly stride: number;
  readonly bins: number;
  private readonly kernels: SpectrumKernels;
  private readonly memory: KernelMemory;
  private readonly options: StftOptions;
  private readonly plan: number;
  private readonly window: number;
  private readonly input: number;
  /** Samples in the input buffer, those of silence before the start included. */
  private held: number;
  private samples = 0;
  private frames = 0;

  constructor(kernels: SpectrumKernels, memory: KernelMemory, options: StftOptions) {
    const { length, hop, maxSamples, window } = options;
    if (!(hop >= 1 && hop <= length)) throw new RangeError(`no frames of ${length} samples every ${hop}`);
    this.kernels = kernels;
    this.memory = memory;
    this.options = options;
    this.plan = createFftPlan(kernels, memory, length);
    this.window = memory.allocFloats(window ?? hann(length));
    // A push finds less than a frame in the buffer; the end adds less than half a frame of silence.
    const room = length + Math.max(maxSamples, length);
    this.input = memory.alloc(4 * room);
    this.bins = length / 2 + 1;
    this.stride = 4 * (length / 2 + 4);
    this.output = memory.alloc(this.stride * (Math.ceil(room / hop) + 1));
    this.held = length / 2;
  }

  /** Takes in `count` samples from an address of the shared memory; returns how many frames now lie at `output`. */
  push(at: number, count: number): number {
    const { length, hop, maxSamples } = this.options;
    if (count > maxSamples) throw new RangeError(`${count} samples where ${maxSamples} have room`);
    this.append(at, count);
    return this.transform(this.held < length ? 0 : Math.floor((this.held - length) / hop) + 1);
  }

  /** The frames that reach past the last sample. */
  finish(): number {
    const { length, hop } = this.options;
    const left = Math.ceil(this.samples / hop) - this.frames;
    if (left <= 0) return 0;
    const end = (left - 1) * hop + length;
    this.memory.floats(this.input, end).fill(0, this.held);
    this.held = end;
    return this.transform(left);
  }

  private append(at: number, count: number): void {
    this.memory.bytes(this.input + 4 * this.held, 4 * count).set(this.memory.bytes(at, 4 * count));
    this.held += count;
    this.samples += count;
  }

  private transform(frames: number): number {
    if (frames <= 0) return 0;
    const { hop, isPower = false } = this.options;
    this.kernels.stft(this.plan, this.input, this.window, frames, hop, this.output, this.stride, isPower);
    this.memory.floats(this.input, this.held).copyWithin(0, frames * hop);
    this.held -= frames * hop;
    this.frames += frames;
    return frames;
  }
}
