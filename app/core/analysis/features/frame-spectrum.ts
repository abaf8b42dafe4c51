import { PowerSpectrum } from '../../spectrum/fft.ts';

/** Makes power spectra of Hann-windowed frames; the array is its own, overwritten by the next call. */
export interface FrameSpectrum {
  /** Bins 0 to half the length, the last at least, of the frame that starts at `from`. */
  run(samples: Float32Array, from: number): ArrayLike<number>;
}

/** Given a frame length, a power of two. The kernels have one that is ten times as fast. */
export type SpectrumMaker = (length: number) => FrameSpectrum;

export const plainSpectrum: SpectrumMaker = (length) => new PowerSpectrum(length);
