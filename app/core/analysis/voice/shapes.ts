/** Mel bands from which the colour of the sound is known. */
export const SHAPE_BANDS = 30;
/** Cepstral coefficients 1 to this. */
const SHAPES = 12;
/** Regions whose levels against the whole count: bass, two of the first formants, two of the others, hiss. */
const REGIONS = [0, 4, 9, 14, 19, 24, SHAPE_BANDS] as const;
const LEVELS = REGIONS.length - 1;
const TRACKS = SHAPES + LEVELS + 1;
/** Of each coefficient, each region and the whole: mean, spread, way within a pair and from pair to pair; then a correlation. */
export const SHAPE_SIZE = 4 * TRACKS + 1;

const cosines = Float32Array.from({ length: SHAPES * SHAPE_BANDS }, (_, i) => {
  const [shape, band] = [Math.floor(i / SHAPE_BANDS) + 1, i % SHAPE_BANDS];
  return (2 * Math.cos((Math.PI * shape * (band + 0.5)) / SHAPE_BANDS)) / SHAPE_BANDS;
});

/**
 * How the colour of the sound moves within a second: syllables change it four times a second and open and close the
 * formants, hiss comes where vowels do not. Gain changes nothing but for what is nearly silent.
 */
export class ShapeStatistics {
  private readonly now = new Float32Array(TRACKS);
  private readonly last = new Float32Array(TRACKS);
  private readonly sum = new Float64Array(TRACKS);
  private readonly square = new Float64Array(TRACKS);
  private readonly near = new Float64Array(TRACKS);
  private readonly far = new Float64Array(TRACKS);
  private product = 0;
  private frames = 0;
  private steps = 0;

  /** @param isSecond of a pair */
  take(levels: Float32Array, isSecond: boolean): void {
    const { now, last } = this;
    this.describe(levels);
    const isStep = isSecond || this.frames > 0;
    const ways = isSecond ? this.near : this.far;
    for (let i = 0; i < TRACKS; i++) {
      const value = now[i] as number;
      this.sum[i]! += value;
      this.square[i]! += value * value;
      if (isStep) ways[i]! += Math.abs(value - (last[i] as number));
    }
    if (isStep && !isSecond) this.steps++;
    this.product += (now[SHAPES + 1] as number) * (now[SHAPES + LEVELS - 1] as number);
    this.frames++;
    last.set(now);
  }

  private describe(levels: Float32Array): void {
    const { now } = this;
    let all = 0;
    for (let band = 0; band < SHAPE_BANDS; band++) all += levels[band] as number;
    all /= SHAPE_BANDS;
    for (let shape = 0; shape < SHAPES; shape++) {
      let sum = 0;
      for (let band = 0; band < SHAPE_BANDS; band++) {
        sum += (levels[band] as number) * (cosines[shape * SHAPE_BANDS + band] as number);
      }
      now[shape] = sum;
    }
    for (let region = 0; region < LEVELS; region++) {
      const [from, to] = [REGIONS[region] as number, REGIONS[region + 1] as number];
      let sum = 0;
      for (let band = from; band < to; band++) sum += levels[band] as number;
      now[SHAPES + region] = sum / (to - from) - all;
    }
    now[SHAPES + LEVELS] = all;
  }

  /** Writes {@link SHAPE_SIZE} numbers and begins anew. */
  finish(row: Float32Array): void {
    const { frames, sum, square, near, far } = this;
    const mean = (at: number) => (sum[at] as number) / frames;
    const spread = (at: number) => Math.sqrt(Math.max(0, (square[at] as number) / frames - mean(at) ** 2));
    for (let i = 0; i < TRACKS; i++) {
      // How loud the whole is says nothing.
      row[4 * i] = i < SHAPES + LEVELS ? mean(i) : 0;
      row[4 * i + 1] = spread(i);
      row[4 * i + 2] = (near[i] as number) / Math.max(1, frames / 2);
      row[4 * i + 3] = (far[i] as number) / Math.max(1, this.steps);
    }
    const [vowels, hiss] = [SHAPES + 1, SHAPES + LEVELS - 1];
    const scale = spread(vowels) * spread(hiss);
    row[4 * TRACKS] = scale > 1e-3 ? (this.product / frames - mean(vowels) * mean(hiss)) / scale : 0;
    for (const numbers of [sum, square, near, far]) numbers.fill(0);
    this.product = this.frames = this.steps = 0;
  }
}
