import { kWeighting } from '#core/loudness/k-weighting.ts';
import type { Kernels } from '#wasm/load.ts';
import { createSections } from '#wasm/signal/signal.ts';
import { pairsOf, type Chunk } from './chunk.ts';

const HOPS_PER_SECOND = 10;
const SECTIONS = 2;

/**
 * Weights by channel order of the layouts that files have (ITU-R BS.1770-5, table 3): surround channels count 1.41
 * times, the LFE of 5.1 and 7.1 not at all.
 */
const surround: Readonly<Record<number, readonly number[]>> = {
  4: [1, 1, 1.41, 1.41],
  5: [1, 1, 1, 1.41, 1.41],
  6: [1, 1, 1, 0, 1.41, 1.41],
  8: [1, 1, 1, 0, 1.41, 1.41, 1.41, 1.41],
};

/** K-weighted power of a stream, summed over its channels, every 100 ms. Memory: 80 bytes for each second. */
export class WeightedPower {
  private readonly kernels: Kernels;
  private readonly sampleRate: number;
  private readonly weights: readonly (readonly [left: number, right: number])[];
  /** Filters and energies of each pair of channels. */
  private readonly filters: readonly number[];
  private readonly energies: readonly number[];
  private readonly hops: number[] = [];
  /** Frames of the hop that is being filled. */
  private hopFrames: number;
  private filled = 0;

  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    this.kernels = kernels;
    this.sampleRate = sampleRate;
    this.hopFrames = this.endOf(0);
    const weights = Array.from({ length: channels }, (_, index) => surround[channels]?.[index] ?? 1);
    // Of a channel without a partner the other half of the vector is a copy that does not count.
    this.weights = pairsOf(weights).map(([left, right], i) => [left, 2 * i + 1 < channels ? right : 0]);
    this.filters = this.weights.map(() => createSections(kernels.memory, kWeighting(sampleRate)));
    this.energies = this.weights.map(() => kernels.memory.alloc(16));
  }

  take({ planes, frames }: Chunk): void {
    const { signal } = this.kernels;
    const pairs = pairsOf(planes);
    for (let start = 0; start < frames;) {
      const count = Math.min(frames - start, this.hopFrames - this.filled);
      pairs.forEach(([left, right], pair) => {
        const filter = this.filters[pair] as number;
        signal.weightedEnergy(filter, left + 4 * start, right + 4 * start, count, this.energies[pair] as number);
      });
      start += count;
      this.filled += count;
      if (this.filled === this.hopFrames) this.endHop();
    }
  }

  private endHop(): void {
    const { signal, memory } = this.kernels;
    let sum = 0;
    this.weights.forEach(([left, right], pair) => {
      const energy = memory.doubles(this.energies[pair] as number, 2);
      sum += left * (energy[0] as number) + right * (energy[1] as number);
      energy.fill(0);
      signal.settleSections(this.filters[pair] as number, SECTIONS);
    });
    this.hops.push(sum / this.hopFrames);
    const done = this.hops.length;
    this.hopFrames = this.endOf(done) - this.endOf(done - 1);
    this.filled = 0;
  }

  /** Frame at which a hop ends: where a tenth of the rate is no whole number, hops differ by a frame and none drifts. */
  private endOf(hop: number): number {
    return Math.max(1, Math.round(((hop + 1) * this.sampleRate) / HOPS_PER_SECOND));
  }

  /** Mean power of each whole 100 ms. */
  finish(): readonly number[] {
    return this.hops;
  }
}
