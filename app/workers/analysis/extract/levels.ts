import type { LoudnessResult } from '#contracts/records/analysis.ts';
import { truePeakFilters, TRUE_PEAK_TAPS } from '#core/loudness/true-peak.ts';
import type { Kernels } from '#wasm/load.ts';
import { PEAK_BLOCK } from '#wasm/signal/signal.ts';
import { CHUNK_FRAMES, pairsOf, type Chunk } from './chunk.ts';

const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);

/** Peaks, crest factor and correlation of a stream. */
export class Levels {
  private readonly kernels: Kernels;
  private readonly taps: number;
  private readonly phases: number;
  private readonly peaks: number;
  private readonly channels: number;
  /** For each pair of channels their energies and the sum of their products, as doubles. */
  private readonly products: readonly number[];
  private truePeak = 0;
  private samplePeak = 0;
  private frames = 0;

  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    this.kernels = kernels;
    const filters = truePeakFilters(sampleRate);
    this.phases = filters.length / TRUE_PEAK_TAPS;
    this.taps = kernels.memory.allocFloats(filters);
    this.peaks = kernels.memory.alloc((4 * CHUNK_FRAMES) / PEAK_BLOCK);
    this.channels = channels;
    this.products = Array.from({ length: Math.ceil(channels / 2) }, () => kernels.memory.alloc(24));
  }

  take({ planes, frames }: Chunk): void {
    const { signal } = this.kernels;
    for (const plane of planes) {
      this.samplePeak = Math.max(this.samplePeak, signal.peaksOf(plane, frames, this.peaks));
      this.truePeak = signal.truePeak(plane, frames, this.peaks, this.taps, this.phases, this.truePeak);
    }
    pairsOf(planes).forEach(([left, right], pair) => {
      signal.energies(left, right, frames, this.products[pair] as number);
    });
    this.frames += frames;
  }

  /** Sums of the squares of each channel, and of left times right. */
  get sums(): { readonly energies: readonly number[]; readonly cross: number } {
    const { memory } = this.kernels;
    const sums = this.products.map((at) => memory.doubles(at, 3));
    return {
      energies: sums.flatMap(([left = 0, right = 0]) => [left, right]).slice(0, this.channels),
      cross: this.channels > 1 ? (sums[0]?.[2] ?? 0) : 0,
    };
  }

  finish(): Pick<LoudnessResult, 'truePeak' | 'crestDb' | 'correlation'> {
    const { frames, samplePeak, truePeak } = this;
    const { energies } = this.sums;
    const energy = energies.reduce((sum, value) => sum + value, 0);
    const rms = Math.sqrt(energy / energies.length / frames);
    return {
      truePeak: truePeak > 0 ? decibels(truePeak) : null,
      crestDb: rms > 0 ? decibels(samplePeak / rms) : null,
      correlation: this.correlation(),
    };
  }

  private correlation(): number | null {
    const { energies, cross } = this.sums;
    const [left = 0, right = 0] = energies;
    const scale = Math.sqrt(left) * Math.sqrt(right);
    return scale > 0 ? Math.max(-1, Math.min(1, cross / scale)) : null;
  }
}
