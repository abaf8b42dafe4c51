import type { KernelMemory } from '../memory.ts';

/** Exports of `spectrum.wasm`; addresses and strides in bytes. See `assembly/` for the layouts. */
export interface SpectrumKernels {
  fftPlanBytes(n: number): number;
  fftPlanInit(plan: number, n: number): void;
  /** Spectrum of `n` floats at `input` times those at `window`; bins 0 to n / 2 lie where the next two tell. */
  realSpectrum(plan: number, input: number, window: number): void;
  spectrumRe(): number;
  spectrumIm(): number;
  stft(
    plan: number,
    input: number,
    window: number,
    frames: number,
    hop: number,
    output: number,
    stride: number,
    isPower: boolean,
  ): void;
}

/** A region with the tables and work buffers for real transforms of `n` samples, a power of two from 64 on. */
export function createFftPlan(kernels: SpectrumKernels, memory: KernelMemory, n: number): number {
  if (n < 64 || (n & (n - 1)) !== 0) throw new RangeError(`no FFT of ${n} samples`);
  const plan = memory.alloc(kernels.fftPlanBytes(n));
  const half = n / 2;
  const twiddles = memory.floats(plan + 16, n);
  for (let k = 0; k < half; k++) {
    twiddles[k] = Math.cos((2 * Math.PI * k) / n);
    twiddles[half + k] = -Math.sin((2 * Math.PI * k) / n);
  }
  kernels.fftPlanInit(plan, n);
  return plan;
}

/** Periodic Hann window. */
export function hann(length: number): Float32Array {
  const window = new Float32Array(length);
  for (let i = 0; i < length; i++) window[i] = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
  return window;
}
