/** Zero crossings on each side of the kernel. */
export const HALF_TAPS = 24;
export const TAPS = 2 * HALF_TAPS;
/** Kernels between two neighbouring frames; between them the weights are drawn straight, at below -100 dB of error. */
export const PHASES = 512;

/** Kaiser window with 80 dB of stop band. */
const BETA = 7.86;

/** Kernels for a reading speed of up to `speed`: above 1 they cut off lower, so that nothing folds back. */
export interface SincBank {
  readonly speed: number;
  /** `PHASES + 1` kernels of {@link TAPS} weights. */
  readonly weights: Float32Array;
}

function bessel0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 30; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** @see J. O. Smith, Digital Audio Resampling */
function createBank(speed: number, cutoff: number): SincBank {
  const weights = new Float32Array((PHASES + 1) * TAPS);
  const kernel = new Float64Array(TAPS);
  for (let phase = 0; phase <= PHASES; phase++) {
    let sum = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const x = tap - HALF_TAPS + 1 - phase / PHASES;
      const angle = Math.PI * cutoff * x;
      // Between whole frames at full range only one weight counts, and exactly.
      const sinc = x === 0 ? 1 : cutoff === 1 && Number.isInteger(x) ? 0 : Math.sin(angle) / angle;
      kernel[tap] = Math.abs(x) >= HALF_TAPS ? 0 : sinc * bessel0(BETA * Math.sqrt(1 - (x / HALF_TAPS) ** 2));
      sum += kernel[tap] as number;
    }
    for (let tap = 0; tap < TAPS; tap++) weights[phase * TAPS + tap] = (kernel[tap] as number) / sum;
  }
  return { speed, weights };
}

let banks: readonly SincBank[] | undefined;

/** All banks, slowest first; made at the first call, some 100 ms of work. */
export function sincBanks(): readonly SincBank[] {
  banks ??= [createBank(1.16, 1), createBank(1.7, 0.62), createBank(3, 0.36), createBank(Infinity, 0.2)];
  return banks;
}
