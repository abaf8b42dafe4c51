import type { BlobHash } from '#contracts/records/track.ts';
import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import { Biquad, butterworth } from '../filters/biquad.ts';
import { GrowingBytes } from './growing-bytes.ts';

const COLUMNS_PER_SECOND = 100;
/** Crossover frequencies in Hz. */
const LOW_MID = 200;
const MID_HIGH = 2000;

type Band = 'low' | 'mid' | 'high';
const bands: readonly Band[] = ['low', 'mid', 'high'];

/** Linkwitz-Riley sections of fourth order that let one band of one channel pass. */
function bandFilters(band: Band, sampleRate: number): Biquad[] {
  const pass = (kind: 'low' | 'high', hz: number) =>
    Array.from({ length: 2 }, () => new Biquad(butterworth(kind, hz, sampleRate)));
  if (band === 'low') return pass('low', LOW_MID);
  if (band === 'high') return pass('high', MID_HIGH);
  return [...pass('high', LOW_MID), ...pass('low', MID_HIGH)];
}

/** Largest absolute value of `count` samples. */
function peakOf(samples: Float32Array, start: number, count: number): number {
  let peak = 0;
  for (let i = start; i < start + count; i++) {
    const magnitude = Math.abs(samples[i] as number);
    if (magnitude > peak) peak = magnitude;
  }
  return peak;
}

const toByte = (peak: number): number => Math.min(255, Math.round(peak * 255));

/** Builds the three-band overview of a stream of audio. Memory: 400 bytes for each second. */
export class PeaksBuilder {
  private readonly sampleRate: number;
  private readonly framesPerColumn: number;
  private readonly filters: readonly Record<Band, Biquad[]>[];
  private readonly bytes = {
    low: new GrowingBytes(),
    mid: new GrowingBytes(),
    high: new GrowingBytes(),
    peak: new GrowingBytes(),
  };
  private readonly column = { low: 0, mid: 0, high: 0, peak: 0 };
  private filled = 0;
  private readonly work: Float32Array;

  constructor(sampleRate: number, channels: number) {
    this.sampleRate = sampleRate;
    this.framesPerColumn = Math.max(1, Math.round(sampleRate / COLUMNS_PER_SECOND));
    this.work = new Float32Array(this.framesPerColumn);
    this.filters = Array.from({ length: channels }, () => ({
      low: bandFilters('low', sampleRate),
      mid: bandFilters('mid', sampleRate),
      high: bandFilters('high', sampleRate),
    }));
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    for (let start = 0; start < frames;) {
      const count = Math.min(frames - start, this.framesPerColumn - this.filled);
      this.filters.forEach((filters, index) => this.measure(planes[index] as Float32Array, filters, start, count));
      start += count;
      this.filled += count;
      if (this.filled === this.framesPerColumn) this.closeColumn();
    }
  }

  private measure(plane: Float32Array, filters: Record<Band, Biquad[]>, start: number, count: number): void {
    this.column.peak = Math.max(this.column.peak, peakOf(plane, start, count));
    const input = plane.subarray(start, start + count);
    for (const band of bands) {
      filters[band].forEach((filter, index) => filter.run(index === 0 ? input : this.work, this.work, count));
      this.column[band] = Math.max(this.column[band], peakOf(this.work, 0, count));
    }
  }

  private closeColumn(): void {
    for (const name of [...bands, 'peak'] as const) {
      this.bytes[name].push(toByte(this.column[name]));
      this.column[name] = 0;
    }
    this.filled = 0;
  }

  /** The overview of what came in so far, a last incomplete column included. Ends the building. */
  finish(blobHash: BlobHash): WaveformPeaks {
    if (this.filled > 0) this.closeColumn();
    const { low, mid, high, peak } = this.bytes;
    return {
      blobHash,
      sampleRate: this.sampleRate,
      framesPerColumn: this.framesPerColumn,
      columns: peak.length,
      low: low.toArray(),
      mid: mid.toArray(),
      high: high.toArray(),
      peak: peak.toArray(),
    };
  }
}
