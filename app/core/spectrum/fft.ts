/** Complex Fourier transform of a power of two from 4 on, by a radix-2 FFT. Allocates nothing per call. */
export class FourierTransform {
  /** Real and imaginary parts, transformed in place: the caller puts value `i` at place `order[i]`. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly order: Uint32Array;
  private readonly length: number;
  private readonly cos: Float64Array;
  private readonly sin: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.re = new Float64Array(length);
    this.im = new Float64Array(length);
    this.cos = Float64Array.from({ length: length / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / length));
    this.sin = Float64Array.from({ length: length / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / length));
    const bits = Math.log2(length);
    this.order = Uint32Array.from({ length }, (_, i) => {
      let reversed = 0;
      for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit);
      return reversed;
    });
  }

  run(): void {
    const { length } = this;
    this.firstStages();
    let half = 4;
    // Two stages at once save half of the way through memory.
    for (; 4 * half <= length; half *= 4) this.stages(half);
    if (half < length) this.stage(half);
  }

  /** Those of two and four values, whose twiddles are 1 and -i. */
  private firstStages(): void {
    const { re, im } = this;
    for (let a = 0; a < re.length; a += 4) {
      const [b, c, d] = [a + 1, a + 2, a + 3];
      const sumRe = (re[a] as number) + (re[b] as number);
      const sumIm = (im[a] as number) + (im[b] as number);
      const lessRe = (re[a] as number) - (re[b] as number);
      const lessIm = (im[a] as number) - (im[b] as number);
      const otherRe = (re[c] as number) + (re[d] as number);
      const otherIm = (im[c] as number) + (im[d] as number);
      const turnedRe = (im[c] as number) - (im[d] as number);
      const turnedIm = (re[d] as number) - (re[c] as number);
      re[a] = sumRe + otherRe;
      im[a] = sumIm + otherIm;
      re[b] = lessRe + turnedRe;
      im[b] = lessIm + turnedIm;
      re[c] = sumRe - otherRe;
      im[c] = sumIm - otherIm;
      re[d] = lessRe - turnedRe;
      im[d] = lessIm - turnedIm;
    }
  }

  private stages(half: number): void {
    const { length, re, im, cos, sin } = this;
    const step = length / (4 * half);
    for (let start = 0; start < length; start += 4 * half) {
      for (let i = 0; i < half; i++) {
        const [near, far] = [i * step, (i + half) * step];
        const c = cos[2 * near] as number;
        const s = sin[2 * near] as number;
        const cNear = cos[near] as number;
        const sNear = sin[near] as number;
        const cFar = cos[far] as number;
        const sFar = sin[far] as number;
        const a = start + i;
        const b = a + half;
        const d = b + half;
        const e = d + half;
        const bRe = (re[b] as number) * c + (im[b] as number) * s;
        const bIm = (im[b] as number) * c - (re[b] as number) * s;
        const eRe = (re[e] as number) * c + (im[e] as number) * s;
        const eIm = (im[e] as number) * c - (re[e] as number) * s;
        const a1 = (re[a] as number) + bRe;
        const a2 = (im[a] as number) + bIm;
        const b1 = (re[a] as number) - bRe;
        const b2 = (im[a] as number) - bIm;
        const d1 = (re[d] as number) + eRe;
        const d2 = (im[d] as number) + eIm;
        const e1 = (re[d] as number) - eRe;
        const e2 = (im[d] as number) - eIm;
        const x = d1 * cNear + d2 * sNear;
        const y = d2 * cNear - d1 * sNear;
        const z = e1 * cFar + e2 * sFar;
        const w = e2 * cFar - e1 * sFar;
        re[a] = a1 + x;
        im[a] = a2 + y;
        re[b] = b1 + z;
        im[b] = b2 + w;
        re[d] = a1 - x;
        im[d] = a2 - y;
        re[e] = b1 - z;
        im[e] = b2 - w;
      }
    }
  }

  private stage(half: number): void {
    const { length, re, im, cos, sin } = this;
    const step = length / (2 * half);
    for (let start = 0; start < length; start += 2 * half) {
      for (let i = 0; i < half; i++) {
        const c = cos[i * step] as number;
        const s = sin[i * step] as number;
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

/** Periodic Hann window. */
export const hannWindow = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));

/** Power spectra of real frames with a Hann window. Made once for a length; allocates nothing per frame. */
export class PowerSpectrum {
  /** Power of bins 0 to `length / 2 - 1` of the last frame; the object's own, overwritten by the next. */
  readonly power: Float64Array;
  private readonly window: Float64Array;
  private readonly transform: FourierTransform;

  /** @param length frame length, a power of two */
  constructor(length: number) {
    this.window = hannWindow(length);
    this.transform = new FourierTransform(length);
    this.power = new Float64Array(length / 2);
  }

  /** Transforms the frame that starts at `from`; samples beyond the end count as 0. */
  run(samples: Float32Array, from: number): Float64Array {
    const { window, power } = this;
    const { re, im, order } = this.transform;
    for (let i = 0; i < window.length; i++) {
      re[order[i] as number] = (samples[from + i] ?? 0) * (window[i] as number);
    }
    im.fill(0);
    this.transform.run();
    for (let i = 0; i < power.length; i++) power[i] = (re[i] as number) ** 2 + (im[i] as number) ** 2;
    return power;
  }
}
