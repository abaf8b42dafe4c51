/** Columns of the live waveform per second of audio. */
export const COLUMNS_PER_SECOND = 50;

/** Cuts a stream into columns and keeps the highest absolute sample of each, 0 to 1. */
export class ColumnMaker {
  readonly #framesPerColumn: number;
  #peak = 0;
  #frames = 0;
  #ready: number[] = [];

  constructor(sampleRate: number) {
    this.#framesPerColumn = Math.round(sampleRate / COLUMNS_PER_SECOND);
  }

  add(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    for (let from = 0; from < length;) {
      const to = Math.min(length, from + this.#framesPerColumn - this.#frames);
      for (const samples of channels) {
        for (let i = from; i < to; i++) this.#peak = Math.max(this.#peak, Math.abs(samples[i] ?? 0));
      }
      this.#frames += to - from;
      from = to;
      if (this.#frames === this.#framesPerColumn) this.#finish();
    }
  }

  #finish(): void {
    this.#ready.push(Math.min(1, this.#peak));
    this.#peak = 0;
    this.#frames = 0;
  }

  /** The columns finished since the last call. */
  take(): Float32Array {
    const columns = Float32Array.from(this.#ready);
    this.#ready = [];
    return columns;
  }
}

/**
 * All columns of a growing take in bounded memory: when it is full, pairs are merged and a column stands for twice the
 * time.
 */
export class GrowingWaveform {
  readonly #limit: number;
  #columns: Float32Array;
  #length = 0;
  #perColumn = 1;
  #pending = 0;
  #peak = 0;

  constructor(limit = 4096) {
    this.#limit = limit;
    this.#columns = new Float32Array(limit);
  }

  add(columns: Float32Array): void {
    for (const column of columns) {
      this.#peak = Math.max(this.#peak, column);
      if (++this.#pending < this.#perColumn) continue;
      this.#columns[this.#length++] = this.#peak;
      this.#pending = 0;
      this.#peak = 0;
      if (this.#length === this.#limit) this.#halve();
    }
  }

  #halve(): void {
    for (let i = 0; i < this.#limit / 2; i++) {
      this.#columns[i] = Math.max(this.#columns[2 * i] ?? 0, this.#columns[2 * i + 1] ?? 0);
    }
    this.#length = this.#limit / 2;
    this.#perColumn *= 2;
  }

  /** Peaks from the start, 0 to 1. A view: valid until the next {@link add}. */
  get columns(): Float32Array {
    return this.#columns.subarray(0, this.#length);
  }

  get secondsPerColumn(): number {
    return this.#perColumn / COLUMNS_PER_SECOND;
  }
}
