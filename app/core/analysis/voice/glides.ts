/** Bands of one octave, half an octave apart, from {@link LOW_HZ} on. */
export const GLIDE_BANDS = 7;
const LOW_HZ = 250;
/** Bins of a fifth of a semitone in an octave. */
const OCTAVE = 60;
/** Farthest that a spectrum may have moved between two frames, in bins. */
const FARTHEST = 3;
const CENTS = 1200 / OCTAVE;
const SHIFTS = 2 * FARTHEST + 1;
const BINS = (OCTAVE / 2) * (GLIDE_BANDS + 1) + 2 * FARTHEST;

/** How far a band of the spectrum has moved from one frame to another. */
export interface Glide {
  /** Cents, positive upwards. */
  readonly cents: Float32Array;
  /** How alike the two are once one is moved, up to 1. */
  readonly likeness: Float32Array;
}

/**
 * Finds how the partials in octave bands move between two spectra a few milliseconds apart: the fluctogram of B. Lehner,
 * R. Sonnleitner and G. Widmer, "Towards light-weight, real-time-capable singing voice detection", 2013. Voices glide all
 * the time, keys and strings that are struck do not.
 */
export class GlideFinder {
  /** The bin of the spectrum at or below each of ours, and how far ours lies behind it. */
  private readonly left: Uint32Array;
  private readonly part: Float32Array;
  /** Single floats, kept as doubles so that the loops need not convert them. */
  private readonly before = new Float64Array(BINS);
  private readonly after = new Float64Array(BINS);
  /** Sums of the later row and of its squares up to each bin. */
  private readonly sums = new Float64Array(BINS + 1);
  private readonly squares = new Float64Array(BINS + 1);
  private readonly products = new Float64Array(SHIFTS);
  private readonly scores = new Float64Array(SHIFTS);
  private readonly glide = { cents: new Float32Array(GLIDE_BANDS), likeness: new Float32Array(GLIDE_BANDS) };

  /** @param length of the frames of which the spectra are */
  constructor(sampleRate: number, length: number) {
    const hertz = (bin: number) => LOW_HZ * 2 ** ((bin - FARTHEST) / OCTAVE);
    const last = length / 2 - 1.001;
    const at = Float32Array.from({ length: BINS }, (_, bin) => Math.min(last, (hertz(bin) * length) / sampleRate));
    this.left = Uint32Array.from(at, Math.floor);
    this.part = at.map((place) => place - Math.floor(place));
  }

  /** Sets the earlier spectrum, as power. */
  setBefore(power: ArrayLike<number>): void {
    this.warp(power, this.before);
  }

  /** The way to a later spectrum; the arrays are overwritten by the next call. */
  findAfter(power: ArrayLike<number>): Glide {
    this.warp(power, this.after);
    this.addUp();
    for (let band = 0; band < GLIDE_BANDS; band++) this.correlate(band);
    return this.glide;
  }

  /** Fourth root of the power over logarithmic frequency, so that weak partials count as well. */
  private warp(power: ArrayLike<number>, out: Float64Array): void {
    for (let bin = 0; bin < out.length; bin++) {
      const left = this.left[bin] as number;
      const part = this.part[bin] as number;
      const here = (1 - part) * (power[left] as number) + part * (power[left + 1] as number);
      out[bin] = Math.fround(Math.sqrt(Math.sqrt(here)));
    }
  }

  private addUp(): void {
    let sum = 0;
    let square = 0;
    for (let bin = 0; bin < BINS; bin++) {
      const x = this.after[bin] as number;
      this.sums[bin + 1] = sum += x;
      this.squares[bin + 1] = square += x * x;
    }
  }

  private correlate(band: number): void {
    const from = (band * OCTAVE) / 2 + FARTHEST;
    let sum = 0;
    let square = 0;
    for (let i = from; i < from + OCTAVE; i++) {
      const x = this.before[i] as number;
      sum += x;
      square += x * x;
    }
    const spread = square - (sum * sum) / OCTAVE;
    const { products, scores } = this;
    addProducts(this.before, this.after, from, products);
    let best = FARTHEST;
    for (let shift = 0; shift < SHIFTS; shift++) {
      const score = this.likeness(products[shift] as number, from + shift - FARTHEST, sum, spread);
      scores[shift] = score;
      if (score > (scores[best] as number)) best = shift;
    }
    const isInside = best > 0 && best < SHIFTS - 1;
    const left = isInside ? (scores[best - 1] as number) : 0;
    const right = isInside ? (scores[best + 1] as number) : 0;
    const top = scores[best] as number;
    const bend = isInside ? left - 2 * top + right : 0;
    const part = bend < -1e-9 ? (left - right) / (2 * bend) : 0;
    this.glide.cents[band] = CENTS * (best - FARTHEST + part);
    this.glide.likeness[band] = top;
  }

  /** Pearson correlation of an octave of the earlier row and of the later; 0 where one is flat. */
  private likeness(product: number, to: number, sum: number, spread: number): number {
    const other = (this.sums[to + OCTAVE] as number) - (this.sums[to] as number);
    const square = (this.squares[to + OCTAVE] as number) - (this.squares[to] as number);
    const scale = spread * (square - (other * other) / OCTAVE);
    return scale > 1e-20 ? (product - (other * sum) / OCTAVE) / Math.sqrt(scale) : 0;
  }
}

/**
 * Writes the products of an octave of the earlier row from `from` on with the later one at each shift, all of them in one
 * loop, so that no sum waits for itself.
 */
function addProducts(before: Float64Array, after: Float64Array, from: number, out: Float64Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  for (let i = from; i < from + OCTAVE; i++) {
    const x = before[i] as number;
    a += x * (after[i - 3] as number);
    b += x * (after[i - 2] as number);
    c += x * (after[i - 1] as number);
    d += x * (after[i] as number);
    e += x * (after[i + 1] as number);
    f += x * (after[i + 2] as number);
    g += x * (after[i + 3] as number);
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
  out[4] = e;
  out[5] = f;
  out[6] = g;
}
