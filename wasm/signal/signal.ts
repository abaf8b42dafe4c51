import type { KernelMemory } from '../memory.ts';

/** Exports of `signal.wasm`; addresses and strides in bytes, counts in samples. See `assembly/` for the layouts. */
export interface SignalKernels {
  /** Replaces what is no audio by 0, in place. */
  clean(samples: number, count: number): void;
  mixDown(planes: number, stride: number, channels: number, count: number, output: number): void;
  peakOf(samples: number, count: number): number;
  /** Also writes that of every {@link PEAK_BLOCK} samples, as floats. */
  peaksOf(samples: number, count: number, peaks: number): number;
  /** Adds to three doubles at `sums`: energy of a, energy of b, sum of their products. */
  energies(a: number, b: number, count: number, sums: number): void;
  product(a: number, b: number, count: number): number;
  settleSections(filter: number, sections: number): void;
  weightedEnergy(filter: number, left: number, right: number, count: number, energy: number): void;
  bandPowers(filter: number, left: number, right: number, count: number, powers: number): void;
  truePeak(samples: number, count: number, peaks: number, taps: number, phases: number, peak: number): number;
  resample(
    input: number,
    end: number,
    bank: number,
    rows: number,
    taps: number,
    up: number,
    down: number,
    state: number,
    output: number,
  ): number;
}

/** Samples for which `peaksOf` writes one peak. */
export const PEAK_BLOCK = 16;

/** Coefficients of a second-order section, `a0` normalised to 1. */
interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

const SECTION_BYTES = 80;

/** A region with second-order sections for two channels, at rest. */
export function createSections(memory: KernelMemory, sections: readonly Section[]): number {
  const at = memory.alloc(SECTION_BYTES * sections.length);
  sections.forEach(({ b0, b1, b2, a1, a2 }, i) => memory.doubles(at + SECTION_BYTES * i, 5).set([b0, b1, b2, a1, a2]));
  return at;
}
