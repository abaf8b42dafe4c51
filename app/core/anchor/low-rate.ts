/** Rate of the sound that anchors are cut from, Hz. */
export const ANCHOR_RATE = 4000;

/** Above it nothing is kept, Hz: what every codec keeps as it was lies below. */
const CUTOFF_HZ = 1650;
/** Zero crossings of the low-pass on each side. */
const CROSSINGS = 8;
/** Places between two samples at which the low-pass is known. */
const PHASES = 32;
/** Longer audio is not listened to any further: 4 hours, 115 MB. */
const MOST_SAMPLES = 4 * 60 * 60 * ANCHOR_RATE;

/**
 * Brings decoded audio down to {@link ANCHOR_RATE}, mono and low-passed, block by block. Sample `n` of the result is the
 * sound at `n / ANCHOR_RATE` seconds, whatever the rate it came in.
 */
export class LowRate {
  private readonly rate: number;
  /** Samples that the low-pass reaches to each side. */
  private readonly reach: number;
  private readonly kernels: readonly Float32Array[];
  /** Input that is still needed, and the place of its first sample. */
  private buffer: Float32Array;
  private from: number;
  private end = 0;
  private samples = new Int16Array(ANCHOR_RATE * 60);
  private count = 0;

  /** @param rate of the input, Hz */
  constructor(rate: number) {
    this.rate = rate;
    const cutoff = Math.min(CUTOFF_HZ, 0.45 * rate) / rate;
    this.reach = Math.ceil(CROSSINGS / (2 * cutoff));
    this.kernels = Array.from({ length: PHASES }, (_, phase) => kernel(this.reach, cutoff, phase / PHASES));
    this.buffer = new Float32Array(8192 + 2 * this.reach);
    // Before the audio there is silence.
    this.from = -this.reach;
    this.end = 0;
  }

  /** @param planes one array for each channel */
  push(planes: readonly Float32Array[], frames: number): void {
    if (this.count >= MOST_SAMPLES) return;
    this.makeRoom(frames);
    const at = this.end - this.from;
    for (let i = 0; i < frames; i++) {
      let sum = 0;
      for (const plane of planes) sum += plane[i] as number;
      this.buffer[at + i] = sum / planes.length;
    }
    this.end += frames;
    this.produce(this.end - this.reach);
  }

  /** All samples there are; the object takes no more. */
  finish(): Int16Array {
    const { end } = this;
    this.push([new Float32Array(this.reach + 1)], this.reach + 1);
    return this.samples.slice(0, Math.min(this.count, Math.ceil((end * ANCHOR_RATE) / this.rate)));
  }

  private makeRoom(frames: number): void {
    const needed = Math.floor((this.count * this.rate) / ANCHOR_RATE) - this.reach;
    const kept = this.end - needed;
    const next = kept + frames > this.buffer.length ? new Float32Array(2 * (kept + frames)) : this.buffer;
    next.set(this.buffer.subarray(needed - this.from, this.end - this.from));
    this.buffer = next;
    this.from = needed;
  }

  /** Makes all samples whose input lies before a place. */
  private produce(before: number): void {
    while (this.count < MOST_SAMPLES) {
      const place = (this.count * this.rate) / ANCHOR_RATE;
      const whole = Math.floor(place);
      if (whole + 1 >= before) return;
      const phase = Math.min(PHASES - 1, Math.round((place - whole) * PHASES));
      const weights = this.kernels[phase] as Float32Array;
      const start = whole - this.reach + 1 - this.from;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (this.buffer[start + k] as number);
      this.keep(Math.max(-1, Math.min(1, sum)));
    }
  }

  private keep(sample: number): void {
    if (this.count === this.samples.length) {
      const longer = new Int16Array(2 * this.count);
      longer.set(this.samples);
      this.samples = longer;
    }
    this.samples[this.count++] = Math.round(sample * 32_767);
  }
}

/** A sinc with a Hann window, for a place `phase` behind the sample `reach - 1`; its sum is 1. */
function kernel(reach: number, cutoff: number, phase: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * reach }, (_, i) => {
    const x = i - (reach - 1) - phase;
    const sinc = x === 0 ? 1 : Math.sin(2 * Math.PI * cutoff * x) / (2 * Math.PI * cutoff * x);
    return Math.abs(x) >= reach ? 0 : sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
