/**
 * Power spectra of real frames by a radix-2 FFT with a Hann window. Made once for a length; allocates nothing per
 * frame.
 */
export class PowerSpectrum {
  /** Power of bins 0 to `length / 2 - 1` of the last frame; the object's own, overwritten by the next. */
  readonly power: Float64Array;
  private readonly length: number;
  private readonly window: Float64Array;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly order: Uint32Array;

  /** @param length frame length, a power of two */
  constructor(length: number) {
    this.length = length;
    this.window = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
    this.cos = Float64Array.from({ length: length / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / length));
    this.sin = Float64Array.from({ length: length / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / length));
    this.re = new Float64Array(length);
    this.im = new Float64Array(length);
    this.power = new Float64Array(length / 2);
    const bits = Math.log2(length);
    this.order = Uint32Array.from({ length }, (_, i) => {
      let reversed = 0;
      for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit);
      return reversed;
    });
  }

  /** Transforms the frame that starts at `from`; samples beyond the end count as 0. */
  run(samples: Float32Array, from: number): Float64Array {
    const { length, re, im, power } = this;
    for (let i = 0; i < length; i++) {
      re[this.order[i] as number] = (samples[from + i] ?? 0) * (this.window[i] as number);
    }
    im.fill(0);
    for (let half = 1; half < length; half *= 2) this.stage(half);
    for (let i = 0; i < power.length; i++) power[i] = (re[i] as number) ** 2 + (im[i] as number) ** 2;
    return power;
  }

  private stage(half: number): void {
    const { length, re, im } = this;
    const step = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half) {
      for (let i = 0; i < half; i++) {
        const c = this.cos[i * step] as number;
        const s = this.sin[i * step] as number;
        const a = start + i;
        const b = a + half;
        const x = (re[b] as number) * c + (im[b] as number) * s;
        const y = (im[b] as number) * c - (re[b] as number) * s;
        re[b] = (re[a] as number) - x;
        im[b] = (im[a] as number) - y;
        re[a] = (re[a] as number) + x;
        im[a] = (im[a] as number) + y;
      }
    }
  }
}
