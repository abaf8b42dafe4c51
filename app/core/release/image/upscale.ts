import { PowerSpectrum } from '../../spectrum/fft.ts';
import type { Luma } from './luma.ts';

/** Enlarging by less is seen by nobody. */
const LEAST_FACTOR = 1.2;
const MOST_FACTOR = 12;
/** A line in the spectrum has to stand out from its surroundings by this much (power). */
const STANDS_OUT = 40;
/** Bins on each side that tell what surrounds a line. */
const AROUND = 24;
/** Energy of the finest octave against coarser ones that an enlarged picture cannot have. */
const FINEST = 0.05;
/** The same for what lies beyond the finest detail that a factor leaves. */
const BEYOND = 0.012;
/** By how much an enlargement by 2 or 4 has to exceed the lines that the blocks of JPEG make by themselves. */
const OVER_BLOCKS = 3;

/**
 * By which factor lines of pixels seem to have been enlarged, or null. Interpolated pixels are predicted by their
 * neighbours, real ones are not: how well repeats with the factor. The spectrum has to agree: nothing fine is left.
 *
 * The blocks of JPEG repeat every 8 pixels too, so that factors of 8 and 8/3 are never named.
 *
 * @param luma a strip at the picture's own size; its rows are looked along
 * @see Gallagher, "Detection of Linear and Cubic Interpolation in JPEG Compressed Images", CRV 2005
 */
export function upscaleFactor(luma: Luma): number | null {
  const length = 2 ** Math.floor(Math.log2(luma.width));
  if (length < 256) return null;
  const detail = rowPower(luma, length);
  const share = (from: number, to: number) =>
    bandSum(detail, from * length, to * length) / bandSum(detail, length / 32, length / 8);
  if (!(share(0.25, 0.5) < FINEST)) return null;
  const frequency = repeatFrequency(interpolationTrace(luma, length), length);
  if (frequency === null) return null;
  // A line at f stands for a period of 1 / f, or, beyond half, was folded down.
  const factors = [1 / frequency, 1 / (1 - frequency)].filter((one) => one >= LEAST_FACTOR && one <= MOST_FACTOR);
  return factors.find((one) => share(Math.min(0.45, 0.65 / one), 0.5) < BEYOND) ?? factors.at(-1) ?? null;
}

/** Mean strength of the second difference at each column, as deviation from that of its neighbours. */
function interpolationTrace({ data, width, height }: Luma, length: number): Float32Array {
  const strength = new Float32Array(length);
  for (let row = 0; row < height; row++) {
    for (let x = 1; x < length - 1; x++) {
      const at = row * width + x;
      const second = 2 * (data[at] as number) - (data[at - 1] as number) - (data[at + 1] as number);
      strength[x] = (strength[x] as number) + Math.abs(second);
    }
  }
  const trace = new Float32Array(length);
  const reach = 16;
  for (let x = 0; x < length; x++) {
    let [sum, count] = [0, 0];
    for (let i = Math.max(1, x - reach); i <= Math.min(length - 2, x + reach); i++) {
      sum += strength[i] as number;
      count++;
    }
    trace[x] = sum > 0 ? (strength[x] as number) / (sum / count) - 1 : 0;
  }
  return trace;
}

/** Frequency, in cycles per pixel, of the line that stands out most; null when none does. */
function repeatFrequency(trace: Float32Array, length: number): number | null {
  const half = length / 2;
  const power = new Float64Array(half + 1);
  power.set(new PowerSpectrum(length).run(trace, 0));
  power[half] = fastest(trace);
  const outstanding = (bin: number): number => {
    const near = power.slice(Math.max(2, bin - AROUND), bin + AROUND + 1).sort();
    return (power[bin] as number) / ((near[near.length >> 1] as number) + 1e-9);
  };
  const eighth = length / 8;
  const blocks = OVER_BLOCKS * Math.max(outstanding(eighth), outstanding(3 * eighth));
  let [best, bestBin] = [STANDS_OUT, -1];
  for (let bin = Math.ceil(length / MOST_FACTOR); bin <= half; bin++) {
    const fromBlock = Math.abs(bin - eighth * Math.round(bin / eighth));
    if (fromBlock === 1 || (fromBlock === 0 && bin % (2 * eighth) !== 0)) continue;
    const value = outstanding(bin) / (fromBlock === 0 ? Math.max(1, blocks / STANDS_OUT) : 1);
    if (value > best) [best, bestBin] = [value, bin];
  }
  return bestBin < 0 ? null : bestBin / length;
}

/** Power at half the sampling rate, of the Hann-windowed trace. */
function fastest(trace: Float32Array): number {
  const { length } = trace;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length);
    sum += (i % 2 === 0 ? 1 : -1) * window * (trace[i] as number);
  }
  return sum * sum;
}

/** Summed power spectra of every fourth row. */
function rowPower({ data, width, height }: Luma, length: number): Float64Array {
  const spectrum = new PowerSpectrum(length);
  const sums = new Float64Array(length / 2);
  for (let row = 0; row < height; row += 4) {
    const power = spectrum.run(data.subarray(row * width, row * width + length), 0);
    for (let bin = 0; bin < sums.length; bin++) sums[bin] = (sums[bin] as number) + (power[bin] as number);
  }
  return sums;
}

function bandSum(power: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let bin = Math.round(from); bin < Math.min(power.length, to); bin++) sum += power[bin] as number;
  return sum;
}
