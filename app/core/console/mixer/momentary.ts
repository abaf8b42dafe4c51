import { Biquad } from '../../filters/biquad.ts';
import { loudnessOf } from '../../loudness/gating.ts';
import { kWeighting } from '../../loudness/k-weighting.ts';
import { BLOCK, type Stereo } from '../block.ts';

const HOPS_PER_SECOND = 10;
const WINDOW_HOPS = 4;
/** What silence reads, LUFS. */
export const SILENT_LUFS = -120;

/** Momentary loudness: the last 400 ms, renewed ten times a second (ITU-R BS.1770-5, EBU Tech 3341). */
export class Momentary {
  lufs = SILENT_LUFS;
  private readonly shelves: readonly Biquad[];
  private readonly highPasses: readonly Biquad[];
  private readonly work = new Float32Array(BLOCK);
  private readonly hops = new Float64Array(WINDOW_HOPS);
  private readonly hopFrames: number;
  private hop = 0;
  private filled = 0;
  private sum = 0;

  constructor(sampleRate: number) {
    const [shelf, highPass] = kWeighting(sampleRate);
    this.shelves = [new Biquad(shelf), new Biquad(shelf)];
    this.highPasses = [new Biquad(highPass), new Biquad(highPass)];
    this.hopFrames = Math.round(sampleRate / HOPS_PER_SECOND);
  }

  process({ left, right }: Stereo, from: number, count: number): void {
    this.sum += this.energy(0, left, from, count) + this.energy(1, right, from, count);
    this.filled += count;
    if (this.filled < this.hopFrames) return;
    this.hops[this.hop] = this.sum / this.filled;
    this.hop = (this.hop + 1) % WINDOW_HOPS;
    this.sum = this.filled = 0;
    let power = 0;
    for (let i = 0; i < WINDOW_HOPS; i++) power += this.hops[i] as number;
    this.lufs = power > 1e-12 ? loudnessOf(power / WINDOW_HOPS) : SILENT_LUFS;
  }

  private energy(channel: number, samples: Float32Array, from: number, count: number): number {
    const { work } = this;
    for (let i = 0; i < count; i++) work[i] = samples[from + i] as number;
    (this.shelves[channel] as Biquad).run(work, work, count);
    (this.highPasses[channel] as Biquad).run(work, work, count);
    let sum = 0;
    for (let i = 0; i < count; i++) sum += (work[i] as number) ** 2;
    return sum;
  }
}
