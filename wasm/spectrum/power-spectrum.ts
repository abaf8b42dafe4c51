import type { KernelMemory } from '../memory.ts';
import { createFftPlan, hann, type SpectrumKernels } from './spectrum.ts';

/** Power spectra of single Hann-windowed frames. For whole streams `Stft` is a little faster and holds more. */
export class KernelPowerSpectrum {
  private readonly kernels: SpectrumKernels;
  private readonly memory: KernelMemory;
  private readonly length: number;
  private readonly plan: number;
  private readonly window: number;
  private readonly input: number;
  private readonly output: number;
  private readonly stride: number;
  /** Views of {@link input} and {@link output}, made anew once the memory has grown. */
  private frame: Float32Array;
  private powers: Float32Array;

  /** @param length a power of two from 64 on */
  constructor(kernels: SpectrumKernels, memory: KernelMemory, length: number) {
    this.kernels = kernels;
    this.memory = memory;
    this.length = length;
    this.plan = createFftPlan(kernels, memory, length);
    this.window = memory.allocFloats(hann(length));
    this.input = memory.alloc(4 * length);
    this.stride = 4 * (length / 2 + 4);
    this.output = memory.alloc(this.stride);
    this.frame = memory.floats(this.input, length);
    this.powers = memory.floats(this.output, length / 2 + 1);
  }

  /** Powers of bins 0 to `length / 2` of the frame at `from`: a view that the next call overwrites. */
  run(samples: Float32Array, from: number): Float32Array {
    const { memory, length } = this;
    if (this.frame.buffer !== memory.memory.buffer) {
      this.frame = memory.floats(this.input, length);
      this.powers = memory.floats(this.output, length / 2 + 1);
    }
    this.frame.set(samples.subarray(from, from + length));
    this.kernels.stft(this.plan, this.input, this.window, 1, length, this.output, this.stride, true);
    return this.powers;
  }
}
