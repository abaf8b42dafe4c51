/** Zero crossings of the sinc on each side. */
const HALF_TAPS = 24;
/** Kaiser window with 80 dB of stop band. */
const BETA = 7.86;

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 30; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * Changes the sample rate of one channel, streaming, by a windowed sinc. Between two whole rates there are only so many
 * places at which an output sample can fall between inputs; each has its own filter, made once.
 *
 * @see J. O. Smith, Digital Audio Resampling
 */
export class Resampler {
  /** Input samples for each output sample: `stepUp / stepDown`. */
  private readonly stepUp: number;
  private readonly stepDown: number;
  private readonly half: number;
  /** `stepDown` filters of `2 * half` taps, one after the other. */
  private readonly filters: Float32Array;
  private pending: Float32Array;
  /** Next output sample: between `pending[index]` and the one after it, at `phase / stepDown`. */
  private index: number;
  private phase = 0;

  /** Whole rates in Hz. */
  constructor(from: number, to: number) {
    const common = gcd(from, to);
    this.stepUp = from / common;
    this.stepDown = to / common;
    // A low-pass for the lower of the two rates needs a longer filter when going down.
    const cutoff = Math.min(1, to / from) * 0.97;
    this.half = Math.ceil(HALF_TAPS / cutoff);
    this.filters = makeFilters(this.stepDown, this.half, cutoff);
    this.pending = new Float32Array(this.half);
    this.index = this.half;
  }

  /** Takes in samples and returns those that are ready; the returned array is the caller's. */
  push(samples: Float32Array, count = samples.length): Float32Array {
    const input = new Float32Array(this.pending.length + count);
    input.set(this.pending);
    input.set(samples.subarray(0, count), this.pending.length);
    return this.read(input, input.length - this.half);
  }

  /** The rest, after the last {@link push}. */
  finish(): Float32Array {
    const input = new Float32Array(this.pending.length + this.half);
    input.set(this.pending);
    return this.read(input, this.pending.length);
  }

  /** All output samples that fall before `end`. */
  private read(input: Float32Array, end: number): Float32Array {
    const { half, filters, stepUp, stepDown } = this;
    const taps = 2 * half;
    const left = (end - this.index) * stepDown - this.phase;
    const output = new Float32Array(Math.max(0, Math.ceil(left / stepUp)));
    for (let i = 0; i < output.length; i++) {
      const first = this.index - half + 1;
      const filter = this.phase * taps;
      let sum = 0;
      for (let tap = 0; tap < taps; tap++) sum += (filters[filter + tap] as number) * (input[first + tap] as number);
      output[i] = sum;
      this.phase += stepUp;
      this.index += Math.floor(this.phase / stepDown);
      this.phase %= stepDown;
    }
    const keepFrom = Math.max(0, this.index - half);
    this.pending = input.slice(keepFrom);
    this.index -= keepFrom;
    return output;
  }
}

function makeFilters(phases: number, half: number, cutoff: number): Float32Array {
  const taps = 2 * half;
  const filters = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    const filter = Float64Array.from({ length: taps }, (_, tap) => {
      const x = phase / phases + half - 1 - tap;
      if (Math.abs(x) >= half) return 0;
      const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
      return sinc * bessel0(BETA * Math.sqrt(1 - (x / half) ** 2));
    });
    const sum = filter.reduce((total, tap) => total + tap, 0);
    filters.set(
      filter.map((tap) => tap / sum),
      phase * taps,
    );
  }
  return filters;
}
