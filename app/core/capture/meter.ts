/** Level of one channel; amplitudes 0 to 1 and above, see {@link toDb}. */
export interface ChannelLevel {
  /** Highest absolute sample since the last report. */
  readonly peak: number;
  /** Root of the mean square of the last 300 ms. */
  readonly rms: number;
  /** Samples at full scale since the last report. */
  readonly clipped: number;
}

/** The largest positive 16-bit code: from here on a converter has no more room. */
export const FULL_SCALE = 32_767 / 32_768;

const RMS_WINDOW_MS = 300;

/** Decibels relative to full scale; silence is -Infinity. A full-scale sine has a peak of 0 and an RMS of -3.01. */
export const toDb = (amplitude: number): number => 20 * Math.log10(amplitude);

/** Peak, RMS and clip count per channel. Memory is bounded by the RMS window. */
export class LevelMeter {
  readonly #sampleRate: number;
  readonly #peak: number[];
  readonly #clipped: number[];
  readonly #energy: number[];
  #frames = 0;
  #window: { energy: number[]; frames: number }[] = [];

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#peak = Array.from({ length: channels }, () => 0);
    this.#clipped = [...this.#peak];
    this.#energy = [...this.#peak];
  }

  add(channels: readonly Float32Array[]): void {
    for (const [index, samples] of channels.entries()) {
      let peak = this.#peak[index] ?? 0;
      let clipped = 0;
      let energy = 0;
      for (const sample of samples) {
        const size = Math.abs(sample);
        if (size > peak) peak = size;
        if (size >= FULL_SCALE) clipped++;
        energy += sample * sample;
      }
      this.#peak[index] = peak;
      this.#clipped[index] = (this.#clipped[index] ?? 0) + clipped;
      this.#energy[index] = (this.#energy[index] ?? 0) + energy;
    }
    this.#frames += channels[0]?.length ?? 0;
  }

  /** Levels since the last report, which begins anew. */
  report(): ChannelLevel[] {
    this.#window.push({ energy: [...this.#energy], frames: this.#frames });
    let frames = this.#window.reduce((sum, part) => sum + part.frames, 0);
    while (this.#window.length > 1 && frames - (this.#window[0]?.frames ?? 0) >= this.#windowFrames) {
      frames -= this.#window.shift()?.frames ?? 0;
    }
    const levels = this.#peak.map((peak, index) => {
      const energy = this.#window.reduce((sum, part) => sum + (part.energy[index] ?? 0), 0);
      return { peak, rms: frames > 0 ? Math.sqrt(energy / frames) : 0, clipped: this.#clipped[index] ?? 0 };
    });
    for (const list of [this.#peak, this.#clipped, this.#energy]) list.fill(0);
    this.#frames = 0;
    return levels;
  }

  get #windowFrames(): number {
    return (this.#sampleRate * RMS_WINDOW_MS) / 1000;
  }
}
