import type { PeakLevel } from '#contracts/records/analysis.ts';
import { allPass, butterworth, type BiquadCoefficients } from '#core/filters/biquad.ts';
import { GrowingBytes } from '#core/waveform/growing-bytes.ts';
import type { Kernels } from '#wasm/load.ts';
import { createSections } from '#wasm/signal/signal.ts';
import { pairsOf, type Chunk } from './chunk.ts';

const COLUMNS_PER_SECOND = 150;
/** Crossover frequencies in Hz. */
const LOW_MID = 200;
const MID_HIGH = 2000;
const SECTIONS = 7;

const toByte = (power: number): number => Math.min(255, Math.round(Math.sqrt(power) * 255));

/** The sections that `bandPowers` runs: Linkwitz-Riley crossovers of fourth order. */
function bandSections(sampleRate: number): BiquadCoefficients[] {
  const low = butterworth('low', LOW_MID, sampleRate);
  const below = butterworth('low', MID_HIGH, sampleRate);
  const high = butterworth('high', MID_HIGH, sampleRate);
  return [low, low, allPass(low), below, below, high, high];
}

/** The three-band waveform of a stream, loudest channel of each column. Memory: 600 bytes for each second. */
export class BandPeaks {
  private readonly kernels: Kernels;
  private readonly framesPerColumn: number;
  /** Filters of each pair of channels. */
  private readonly filters: readonly number[];
  private readonly powers: number;
  private readonly bytes = Array.from({ length: 4 }, () => new GrowingBytes());
  private filled = 0;

  constructor(kernels: Kernels, sampleRate: number, channels: number) {
    this.kernels = kernels;
    this.framesPerColumn = Math.max(1, Math.round(sampleRate / COLUMNS_PER_SECOND));
    const sections = bandSections(sampleRate);
    const pairs = Math.ceil(channels / 2);
    this.filters = Array.from({ length: pairs }, () => createSections(kernels.memory, sections));
    this.powers = kernels.memory.alloc(32);
  }

  take({ planes, frames }: Chunk): void {
    const { filters, framesPerColumn, powers } = this;
    const { memory, signal } = this.kernels;
    const pairs = pairsOf(planes);
    const column = memory.doubles(powers, 4);
    for (let start = 0; start < frames;) {
      const count = Math.min(frames - start, framesPerColumn - this.filled);
      for (let pair = 0; pair < pairs.length; pair++) {
        const [left, right] = pairs[pair] as [number, number];
        signal.bandPowers(filters[pair] as number, left + 4 * start, right + 4 * start, count, powers);
      }
      start += count;
      this.filled += count;
      if (this.filled === framesPerColumn) this.endColumn(column);
    }
  }

  private endColumn(powers: Float64Array): void {
    const { bytes } = this;
    const { signal } = this.kernels;
    for (let band = 0; band < bytes.length; band++) {
      (bytes[band] as GrowingBytes).push(toByte(powers[band] as number));
      powers[band] = 0;
    }
    for (const filter of this.filters) signal.settleSections(filter, SECTIONS);
    this.filled = 0;
  }

  /** The columns of all that came in, a last incomplete one included; ends the building. */
  finish(): PeakLevel {
    if (this.filled > 0) this.endColumn(this.kernels.memory.doubles(this.powers, 4));
    const [low, mid, high, peak] = this.bytes.map((bytes) => bytes.toArray()) as [
      ...[Uint8Array, Uint8Array, Uint8Array, Uint8Array],
    ];
    return { framesPerColumn: this.framesPerColumn, columns: peak.length, low, mid, high, peak };
  }
}
