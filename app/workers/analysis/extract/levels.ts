import type { LoudnessResult } from '#contracts/records/analysis.ts';
import { truePeakFilters, TRUE_PEAK_TAPS } from '#core/loudness/true-peak.ts';
import type { Kernels } from '#wasm/load.ts';
import type { Chunk } from './chunk.ts';

const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);

/** Peaks, crest factor and correlation of a stream. */
export class Levels {
  private readonly kernels: Kernels;
  private readonly taps: number;
  private readonly phases: number;
  private readonly energies: number[];
  private truePeak = 0;
  private samplePeak = 0;
  private cross = 0;
  private frames = 0;

  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    this.kernels = kernels;
    const filters = truePeakFilters(sampleRate);
    this.phases = filters.length / TRUE_PEAK_TAPS;
    this.taps = kernels.memory.allocFloats(filters);
    this.energies = Array.from({ length: channels }, () => 0);
  }

  take({ planes, frames }: Chunk): void {
    const { signal } = this.kernels;
    planes.forEach((plane, channel) => {
      this.truePeak = signal.truePeak(plane, frames, this.taps, this.phases, this.truePeak);
      this.samplePeak = Math.max(this.samplePeak, signal.peakOf(plane, frames));
      this.energies[channel] = (this.energies[channel] as number) + signal.product(plane, plane, frames);
    });
    const [left, right] = planes;
    if (left !== undefined && right !== undefined) this.cross += signal.product(left, right, frames);
    this.frames += frames;
  }

  /** Sums of the squares of each channel, and of left times right. */
  get sums(): { readonly energies: readonly number[]; readonly cross: number } {
    return { energies: this.energies, cross: this.cross };
  }

  finish(): Pick<LoudnessResult, 'truePeak' | 'crestDb' | 'correlation'> {
    const { energies, frames, samplePeak, truePeak } = this;
    const energy = energies.reduce((sum, value) => sum + value, 0);
    const rms = Math.sqrt(energy / energies.length / frames);
    return {
      truePeak: truePeak > 0 ? decibels(truePeak) : null,
      crestDb: rms > 0 ? decibels(samplePeak / rms) : null,
      correlation: this.correlation(),
    };
  }

  private correlation(): number | null {
    const [left = 0, right = 0] = this.energies;
    const scale = Math.sqrt(left) * Math.sqrt(right);
    return scale > 0 ? Math.max(-1, Math.min(1, this.cross / scale)) : null;
  }
}
