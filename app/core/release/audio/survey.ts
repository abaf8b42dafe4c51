/** Power spectra of windowed frames: bins 0 to half of the length, or one less. */
export interface SpectrumOf {
  run(samples: Float32Array, from: number): ArrayLike<number>;
}

/** What a survey has seen of a whole file. */
export interface Survey {
  /** Frames that were loud enough to count. */
  readonly frames: number;
  readonly binHz: number;
  /** Mean of the levels of each bin in dB; 0 dB is the density of noise at full scale. */
  readonly levels: Float64Array;
  /** Cells between two loud neighbours in frequency, and how many of them were empty for a moment only. */
  readonly cells: number;
  readonly holes: number;
}

/** One stretch is looked at every so many seconds. */
const EVERY_SEC = 2;
/** Spectra of a stretch, half a frame apart. */
const STRETCH = 24;
/** Frames below this mean power, -55 dBFS, say nothing about a codec. */
const QUIET = 10 ** (-55 / 10);
/** Bins of a cell, and where cells lie. */
const CELL_BINS = 12;
const CELLS_FROM_HZ = 5000;
const CELLS_TO_HZ = 16_000;
/** A cell without content, and one with; dB. */
const EMPTY = -88;
const FULL = -76;
/** Spectra to each side within which a hole closes again. */
const REACH = 3;

/** Frame length for a rate: about 22 Hz from bin to bin. */
export const surveyLength = (sampleRate: number): number =>
  2048 * 2 ** Math.max(0, Math.round(Math.log2(sampleRate / 46_000)));

/**
 * Looks at spectra all over a file, some of every two seconds, left and right in turns. Memory: one stretch.
 */
export class SpectralSurvey {
  private readonly rate: number;
  private readonly length: number;
  private readonly spectrum: SpectrumOf;
  private readonly stretch: Float32Array;
  private readonly sums: Float64Array;
  private readonly cells: Float32Array[];
  private readonly firstBin: number;
  private readonly cellCount: number;
  private filled = 0;
  private position = 0;
  private nextAt = 0;
  private turn = 0;
  private frames = 0;
  private seen = 0;
  private holes = 0;

  /** @param spectrum of frames of {@link surveyLength} samples, with a Hann window */
  constructor(sampleRate: number, spectrum: SpectrumOf) {
    this.rate = sampleRate;
    this.length = surveyLength(sampleRate);
    this.spectrum = spectrum;
    this.stretch = new Float32Array((this.length * (STRETCH + 1)) / 2);
    this.sums = new Float64Array(this.length / 2);
    const bin = sampleRate / this.length;
    this.firstBin = Math.round(CELLS_FROM_HZ / bin);
    const to = Math.min(CELLS_TO_HZ, 0.48 * sampleRate);
    this.cellCount = Math.max(0, Math.floor((to / bin - this.firstBin) / CELL_BINS));
    this.cells = Array.from({ length: STRETCH }, () => new Float32Array(this.cellCount));
  }

  push(planes: readonly Float32Array[], frames: number): void {
    for (let at = 0; at < frames;) {
      if (this.position < this.nextAt) {
        const skipped = Math.min(frames - at, this.nextAt - this.position);
        at += skipped;
        this.position += skipped;
        continue;
      }
      const taken = Math.min(frames - at, this.stretch.length - this.filled);
      const plane = planes[this.turn % Math.min(2, planes.length)] as Float32Array;
      this.stretch.set(plane.subarray(at, at + taken), this.filled);
      this.filled += taken;
      at += taken;
      this.position += taken;
      if (this.filled === this.stretch.length) this.look();
    }
  }

  finish(): Survey {
    const { frames, length, rate, sums } = this;
    const levels = sums.map((sum) => (frames > 0 ? sum / frames : Number.NEGATIVE_INFINITY));
    return { frames, binHz: rate / length, levels, cells: this.seen, holes: this.holes };
  }

  private look(): void {
    const { length } = this;
    let loud = 0;
    for (let i = 0; i < STRETCH; i++) {
      const power = this.spectrum.run(this.stretch, (i * length) / 2);
      if (this.isLoud(power)) {
        this.add(power, this.cells[i] as Float32Array);
        loud++;
      } else (this.cells[i] as Float32Array).fill(Number.NaN);
    }
    if (loud > 0) this.countHoles();
    this.frames += loud;
    this.turn++;
    this.filled = 0;
    this.nextAt = Math.round(this.turn * EVERY_SEC * this.rate);
  }

  private isLoud(power: ArrayLike<number>): boolean {
    let sum = 0;
    for (let bin = 1; bin < this.length / 2; bin++) sum += power[bin] as number;
    return (2 * sum) / (0.375 * this.length * this.length) > QUIET;
  }

  private add(power: ArrayLike<number>, cells: Float32Array): void {
    const scale = 1 / (0.375 * this.length);
    const { sums } = this;
    for (let bin = 0; bin < sums.length; bin++) {
      sums[bin] = (sums[bin] as number) + 10 * Math.log10((power[bin] as number) * scale + 1e-18);
    }
    for (let cell = 0; cell < this.cellCount; cell++) {
      let sum = 0;
      const from = this.firstBin + cell * CELL_BINS;
      for (let bin = from; bin < from + CELL_BINS; bin++) sum += power[bin] as number;
      cells[cell] = 10 * Math.log10((sum * scale) / CELL_BINS + 1e-18);
    }
  }

  /** An empty cell between full ones that is full shortly before or after: a codec saved bits there. */
  private countHoles(): void {
    for (let i = REACH; i < STRETCH - REACH; i++) {
      const row = this.cells[i] as Float32Array;
      for (let cell = 1; cell < this.cellCount - 1; cell++) {
        if (!((row[cell - 1] as number) > FULL && (row[cell + 1] as number) > FULL)) continue;
        this.seen++;
        if ((row[cell] as number) < EMPTY && this.fills(i, cell)) this.holes++;
      }
    }
  }

  private fills(at: number, cell: number): boolean {
    for (let d = 1; d <= REACH; d++) {
      if ((this.cells[at - d]?.[cell] as number) > FULL || (this.cells[at + d]?.[cell] as number) > FULL) return true;
    }
    return false;
  }
}
