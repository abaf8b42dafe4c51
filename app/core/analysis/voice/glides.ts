/** Bands of one octave, half an octave apart, from {@link LOW_HZ} on. */
export const GLIDE_BANDS = 7;
const LOW_HZ = 250;
/** Bins of a fifth of a semitone in an octave. */
const OCTAVE = 60;
/** Farthest that a spectrum may have moved between two frames, in bins. */
const FARTHEST = 3;
const CENTS = 1200 / OCTAVE;
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
  private readonly at: Float32Array;
  private readonly before = new Float32Array(BINS);
  private readonly after = new Float32Array(BINS);
  /** Sums of the later row and of its squares up to each bin. */
  private readonly sums = new Float64Array(BINS + 1);
  private readonly squares = new Float64Array(BINS + 1);
  private readonly scores = new Float64Array(2 * FARTHEST + 1);
  private readonly glide = { cents: new Float32Array(GLIDE_BANDS), likeness: new Float32Array(GLIDE_BANDS) };

  /** @param length of the frames of which the spectra are */
  constructor(sampleRate: number, length: number) {
    const hertz = (bin: number) => LOW_HZ * 2 ** ((bin - FARTHEST) / OCTAVE);
    const last = length / 2 - 1.001;
    this.at = Float32Array.from({ length: BINS }, (_, bin) => Math.min(last, (hertz(bin) * length) / sampleRate));
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
  private warp(power: ArrayLike<number>, out: Float32Array): void {
    for (let bin = 0; bin < out.length; bin++) {
      const place = this.at[bin] as number;
      const left = Math.floor(place);
      const part = place - left;
      out[bin] = Math.sqrt(Math.sqrt((1 - part) * (power[left] as number) + part * (power[left + 1] as number)));
    }
  }

  private addUp(): void {
    let [sum, square] = [0, 0];
    for (let bin = 0; bin < BINS; bin++) {
      const x = this.after[bin] as number;
      this.sums[bin + 1] = sum += x;
      this.squares[bin + 1] = square += x * x;
    }
  }

  private correlate(band: number): void {
    const from = (band * OCTAVE) / 2 + FARTHEST;
    let [sum, square] = [0, 0];
    for (let i = from; i < from + OCTAVE; i++) {
      const x = this.before[i] as number;
      sum += x;
      square += x * x;
    }
    const spread = square - (sum * sum) / OCTAVE;
    let best = FARTHEST;
    for (let shift = -FARTHEST; shift <= FARTHEST; shift++) {
      const score = this.likeness(from, from + shift, sum, spread);
      this.scores[shift + FARTHEST] = score;
      if (score > (this.scores[best] as number)) best = shift + FARTHEST;
    }
    const [left, top, right] = [this.scores[best - 1], this.scores[best], this.scores[best + 1]];
    const bend = left === undefined || right === undefined ? 0 : left - 2 * (top as number) + right;
    const part = bend < -1e-9 ? ((left as number) - (right as number)) / (2 * bend) : 0;
    this.glide.cents[band] = CENTS * (best - FARTHEST + part);
    this.glide.likeness[band] = top as number;
  }

  /** Pearson correlation of an octave of the earlier row and of the later; 0 where one is flat. */
  private likeness(from: number, to: number, sum: number, spread: number): number {
    let product = 0;
    for (let i = 0; i < OCTAVE; i++) product += (this.before[from + i] as number) * (this.after[to + i] as number);
    const other = (this.sums[to + OCTAVE] as number) - (this.sums[to] as number);
    const square = (this.squares[to + OCTAVE] as number) - (this.squares[to] as number);
    const scale = spread * (square - (other * other) / OCTAVE);
    return scale > 1e-20 ? (product - (other * sum) / OCTAVE) / Math.sqrt(scale) : 0;
  }
}
