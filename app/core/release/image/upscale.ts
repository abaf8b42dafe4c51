import { PowerSpectrum } from '../../spectrum/fft.ts';
import type { Luma } from './luma.ts';

/** Enlarging by less is seen by nobody. */
const LEAST_FACTOR = 1.2;
const MOST_FACTOR = 12;
/** A line in the spectrum has to stand out from its surroundings by this much (power). */
const STANDS_OUT = 40;
/** Bins on each side that tell what surrounds a line. */
const AROUND = 24;
/** Share of the sharpness of a picture in its finest octave that an enlarged one cannot have. */
const FINEST = 0.02;

/**
 * By which factor lines of pixels seem to have been enlarged, or null. Interpolated pixels are predicted by their
 * neighbours, real ones are not: how well repeats with the factor. The spectrum has to agree: nothing fine is left.
 *
 * @param luma a strip at the picture's own size; its rows are looked along
 * @see Gallagher, "Detection of Linear and Cubic Interpolation in JPEG Compressed Images", CRV 2005
 */
export function upscaleFactor(luma: Luma): number | null {
  const length = 2 ** Math.floor(Math.log2(luma.width));
  if (length < 256) return null;
  const finest = finestShare(luma, length);
  if (finest === null || finest > FINEST) return null;
  const trace = interpolationTrace(luma, length);
  const power = new PowerSpectrum(length).run(trace, 0);
  const peak = standingOut(power, length);
  if (peak === null) return null;
  const frequency = peak / length;
  // A line at f stands for a period of 1 / f, or, beyond half, was folded down.
  const factors = [1 / frequency, 1 / (1 - frequency)].filter((one) => one >= LEAST_FACTOR && one <= MOST_FACTOR);
  return factors[0] ?? null;
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

/** The bin that stands out most; null when none does. */
function standingOut(power: Float64Array, length: number): number | null {
  const from = Math.ceil(length / MOST_FACTOR);
  let [best, bestBin] = [STANDS_OUT, -1];
  for (let bin = from; bin < power.length; bin++) {
    const near = Array.from(power.subarray(Math.max(2, bin - AROUND), bin + AROUND + 1)).sort((a, b) => a - b);
    const level = near[near.length >> 1] as number;
    const share = (power[bin] as number) / (level + 1e-9);
    if (share > best) [best, bestBin] = [share, bin];
  }
  return bestBin < 0 ? null : bestBin;
}

/** Energy of the octave below the finest detail, against that of the two octaves three below; null for a plain strip. */
function finestShare({ data, width, height }: Luma, length: number): number | null {
  const spectrum = new PowerSpectrum(length);
  let [fine, coarse] = [0, 0];
  for (let row = 0; row < height; row += 4) {
    const power = spectrum.run(data.subarray(row * width, row * width + length), 0);
    for (let bin = length >> 2; bin < length >> 1; bin++) fine += power[bin] ?? 0;
    for (let bin = length >> 5; bin < length >> 3; bin++) coarse += power[bin] as number;
  }
  return coarse < 1 ? null : fine / coarse;
}
