import type { LoudnessResult } from '#contracts/records/analysis.ts';
import { Biquad } from '../filters/biquad.ts';
import { integratedLoudness, loudnessOf, loudnessRange } from './gating.ts';
import { kWeighting } from './k-weighting.ts';
import { TruePeak } from './true-peak.ts';

const HOPS_PER_SECOND = 10;
const BLOCK_HOPS = 4;
const SHORT_TERM_HOPS = 30;
/** What stands for silence in a curve, LUFS. */
const SILENCE = -120;

interface Channel {
  readonly shelf: Biquad;
  readonly highPass: Biquad;
  readonly truePeak: TruePeak;
  readonly weight: number;
}

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

/**
 * Loudness of a stream of audio: integrated, range and true peak (ITU-R BS.1770-5, EBU R 128, Tech 3341, 3342).
 * Memory grows by 8 bytes each 100 ms.
 */
export class LoudnessMeter {
  private readonly channels: readonly Channel[];
  private readonly hopFrames: number;
  private readonly hops: number[] = [];
  private sum = 0;
  private filled = 0;
  private work = new Float32Array(0);

  constructor(sampleRate: number, channels: number) {
    const [shelf, highPass] = kWeighting(sampleRate);
    this.hopFrames = Math.round(sampleRate / HOPS_PER_SECOND);
    this.channels = Array.from({ length: channels }, (_, index) => ({
      shelf: new Biquad(shelf),
      highPass: new Biquad(highPass),
      truePeak: new TruePeak(sampleRate),
      weight: surround[channels]?.[index] ?? 1,
    }));
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    this.channels.forEach(({ truePeak }, index) => truePeak.push(planes[index] as Float32Array, frames));
    for (let start = 0; start < frames;) {
      const count = Math.min(frames - start, this.hopFrames - this.filled);
      this.addEnergy(planes, start, count);
      start += count;
      this.filled += count;
      if (this.filled === this.hopFrames) this.closeHop();
    }
  }

  private addEnergy(planes: readonly Float32Array[], start: number, count: number): void {
    if (this.work.length < count) this.work = new Float32Array(count);
    this.channels.forEach(({ shelf, highPass, weight }, index) => {
      if (weight === 0) return;
      shelf.run((planes[index] as Float32Array).subarray(start, start + count), this.work, count);
      highPass.run(this.work, this.work, count);
      let energy = 0;
      for (let i = 0; i < count; i++) energy += (this.work[i] as number) ** 2;
      this.sum += weight * energy;
    });
  }

  private closeHop(): void {
    this.hops.push(this.sum / this.hopFrames);
    this.sum = 0;
    this.filled = 0;
  }

  /** The answer for what came in so far. An unfinished 100 ms at the end does not count. */
  result(): LoudnessResult {
    const peak = Math.max(0, ...this.channels.map(({ truePeak }) => truePeak.peak));
    const momentary = this.windows(BLOCK_HOPS);
    const shortTerm = this.windows(SHORT_TERM_HOPS);
    return {
      integrated: integratedLoudness(momentary),
      range: loudnessRange(shortTerm),
      truePeak: peak === 0 ? null : 20 * Math.log10(peak),
      maxMomentary: loudest(momentary),
      maxShortTerm: loudest(shortTerm),
      shortTerm: this.shortTermCurve(),
      crestDb: null,
      correlation: null,
    };
  }

  private shortTermCurve(): Float32Array {
    return Float32Array.from({ length: Math.floor(this.hops.length / HOPS_PER_SECOND) }, (_, second) => {
      const end = (second + 1) * HOPS_PER_SECOND;
      const sum = this.hops.slice(Math.max(0, end - SHORT_TERM_HOPS), end).reduce((total, power) => total + power, 0);
      return Math.max(SILENCE, loudnessOf(sum / SHORT_TERM_HOPS));
    });
  }

  /** Mean power of each run of `length` hops, one hop apart. */
  private windows(length: number): number[] {
    const means: number[] = [];
    let sum = 0;
    this.hops.forEach((power, index) => {
      sum += power;
      if (index >= length) sum -= this.hops[index - length] as number;
      if (index >= length - 1) means.push(Math.max(0, sum) / length);
    });
    return means;
  }
}

/** Loudness in LUFS of the strongest of these mean powers, null for silence. */
function loudest(powers: readonly number[]): number | null {
  const most = powers.reduce((best, power) => Math.max(best, power), 0);
  return most > 0 ? loudnessOf(most) : null;
}
