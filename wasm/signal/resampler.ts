import type { KernelMemory } from '../memory.ts';
import type { SignalKernels } from './signal.ts';

/** Filter length in samples of the lower rate. */
const TAPS = 96;
/** Kaiser window with 100 dB of stop band. */
const BETA = 10.06;
/** Pass band and stop band part here, in halves of the lower rate: the stop band begins at 1, the pass band ends at 0.87. */
const CUTOFF = 0.933;
/** Rows of filters beyond which those between are interpolated, at 115 dB below the signal. */
const MAX_ROWS = 1024;

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 50; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The low-pass of a {@link Resampler} in continuous time: weight of the input sample `x` samples away. */
export function resamplingFilter(from: number, to: number): { readonly half: number; at(x: number): number } {
  const ratio = Math.min(1, to / from);
  const half = TAPS / 2 / ratio;
  const cutoff = CUTOFF * ratio;
  const at = (x: number) => {
    if (Math.abs(x) >= half) return 0;
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    return (sinc * bessel0(BETA * Math.sqrt(1 - (x / half) ** 2))) / bessel0(BETA);
  };
  return { half, at };
}

/**
 * Changes the sample rate of one channel, streaming, by a bank of windowed sincs. What is above half of the lower rate
 * comes through below -90 dB; the time of a sample stays.
 *
 * @see J. O. Smith, Digital Audio Resampling
 */
export class Resampler {
  /** Address of the samples of the last push. */
  readonly output: number;
  private readonly kernels: SignalKernels;
  private readonly memory: KernelMemory;
  private readonly up: number;
  private readonly down: number;
  private readonly rows: number;
  private readonly taps: number;
  private readonly maxSamples: number;
  private readonly bank: number;
  private readonly state: number;
  private readonly input: number;
  private held: number;

  /**
   * @param from whole rate in Hz
   * @param to whole rate in Hz
   * @param maxSamples most samples in one push
   */
  constructor(kernels: SignalKernels, memory: KernelMemory, from: number, to: number, maxSamples: number) {
    const common = gcd(from, to);
    this.kernels = kernels;
    this.memory = memory;
    this.up = from / common;
    this.down = to / common;
    this.rows = Math.min(this.down, MAX_ROWS);
    const filter = resamplingFilter(from, to);
    this.taps = Math.ceil((2 * filter.half) / 8) * 8;
    this.maxSamples = maxSamples;
    this.bank = memory.alloc(4 * this.taps * (this.rows + 1));
    const rows = memory.floats(this.bank, this.taps * (this.rows + 1));
    for (let row = 0; row <= this.rows; row++) {
      const weights = Float64Array.from({ length: this.taps }, (_, tap) =>
        filter.at(row / this.rows + this.taps / 2 - 1 - tap),
      );
      const sum = weights.reduce((total, weight) => total + weight, 0);
      for (let tap = 0; tap < this.taps; tap++) rows[row * this.taps + tap] = (weights[tap] as number) / sum;
    }
    this.state = memory.alloc(8);
    const half = this.taps / 2;
    const room = Math.max(maxSamples, half) + this.taps + this.up / this.down;
    this.input = memory.alloc(4 * Math.ceil(room + 1));
    this.output = memory.alloc(4 * Math.ceil(((room + 1) * to) / from + 1));
    // Silence before the first sample, which is the place of the first output.
    this.held = half;
    this.index = half;
  }

  /** Takes in `count` samples from an address of the shared memory; returns how many now lie at `output`. */
  push(at: number, count: number): number {
    if (count > this.maxSamples) throw new RangeError(`${count} samples where ${this.maxSamples} have room`);
    this.memory.bytes(this.input + 4 * this.held, 4 * count).set(this.memory.bytes(at, 4 * count));
    this.held += count;
    return this.read(this.held - this.taps / 2);
  }

  /** The rest, after the last {@link push}. */
  finish(): number {
    const half = this.taps / 2;
    this.memory.floats(this.input + 4 * this.held, half).fill(0);
    this.held += half;
    return this.read(this.held - half);
  }

  /** All output samples that fall before the input sample `end`. */
  private read(end: number): number {
    const { input, bank, rows, taps, up, down, state, output } = this;
    const count = this.kernels.resample(input, end, bank, rows, taps, up, down, state, output);
    // What the next output can still see moves to the front.
    const drop = Math.min(this.held, Math.max(0, this.index - taps / 2));
    this.memory.floats(input, this.held).copyWithin(0, drop);
    this.held -= drop;
    this.index -= drop;
    return count;
  }

  /** Input sample at or before the next output; the first half of the state. */
  private get index(): number {
    return new Int32Array(this.memory.memory.buffer, this.state, 1)[0] as number;
  }

  private set index(value: number) {
    new Int32Array(this.memory.memory.buffer, this.state, 1)[0] = value;
  }
}
