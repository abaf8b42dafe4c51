import { Resampler } from '#core/resample/resampler.ts';

/** Collects the mean of all channels at another rate, up to a limit; 4 bytes for each sample. */
export class MonoCollector {
  private samples: Float32Array;
  private used = 0;
  private readonly limit: number;
  private readonly resampler: Resampler | null;
  private mix = new Float32Array(0);

  /**
   * Rates in Hz. `expectedSeconds` spares copies when it is right; `maxSeconds` bounds memory, what comes later is not
   * collected.
   */
  constructor(from: number, to: number, expectedSeconds: number, maxSeconds: number) {
    this.limit = Math.ceil(maxSeconds * to);
    this.samples = new Float32Array(Math.min(this.limit, Math.ceil(expectedSeconds * to) + to));
    this.resampler = from === to ? null : new Resampler(from, to);
  }

  /** Takes in `frames` frames, one array per channel. The arrays stay the caller's. */
  push(planes: readonly Float32Array[], frames: number): void {
    if (this.used >= this.limit) return;
    if (this.mix.length < frames) this.mix = new Float32Array(frames);
    const share = 1 / planes.length;
    for (let i = 0; i < frames; i++) {
      let sum = 0;
      for (const plane of planes) sum += plane[i] as number;
      this.mix[i] = sum * share;
    }
    this.append(this.resampler ? this.resampler.push(this.mix, frames) : this.mix.subarray(0, frames));
  }

  /** What was collected; ends the collecting. The array is the caller's alone, so that its memory can go. */
  finish(): Float32Array {
    if (this.resampler) this.append(this.resampler.finish());
    const { samples } = this;
    this.samples = new Float32Array(0);
    return samples.subarray(0, this.used);
  }

  private append(part: Float32Array): void {
    const count = Math.min(part.length, this.limit - this.used);
    if (this.used + count > this.samples.length) {
      const larger = new Float32Array(Math.min(this.limit, Math.max(this.samples.length * 2, this.used + count)));
      larger.set(this.samples.subarray(0, this.used));
      this.samples = larger;
    }
    this.samples.set(part.subarray(0, count), this.used);
    this.used += count;
  }
}
