import { FourierTransform, hannWindow } from '#core/spectrum/fft.ts';
import type { Envelope } from './envelope.ts';
import { ONSET_BANDS } from './features.ts';

/** Frames of a window: 20.48 s, of which the Hann window hears about 10. */
const LENGTH = 2048;
/** Frames between the centres of two windows. */
export const WINDOW_HOP = 400;
/** Lags of the autocorrelation, 0 to 5.4 s. */
export const LAGS = 541;
/** Bins of the spectrum that count: up to 25 Hz; slower than 0.15 Hz is form, not rhythm. */
const BINS = 512;
const FIRST_BIN = 4;

/** Autocorrelation of the onset strength over time. */
export interface Tempogram {
  readonly windows: number;
  /** One row of {@link LAGS} for each window, 1 at lag 0; window `i` is centred on frame `i * WINDOW_HOP`. */
  readonly rows: Float32Array;
  /** Mean of the rows, where much happens counting more. */
  readonly mean: Float32Array;
}

/** Sums the autocorrelations of all bands, each by way of its power spectrum. */
export function makeTempogram(envelope: Envelope): Tempogram {
  const windows = Math.max(1, Math.ceil(envelope.frames / WINDOW_HOP));
  const rows = new Float32Array(windows * LAGS);
  const mean = new Float32Array(LAGS);
  const transform = new FourierTransform(LENGTH);
  const hann = hannWindow(LENGTH);
  const power = new Float64Array(BINS);
  const taper = hannCorrelation();
  let total = 0;
  for (let window = 0; window < windows; window++) {
    power.fill(0);
    for (let band = 0; band < ONSET_BANDS; band += 2) {
      fillWindow(envelope, window * WINDOW_HOP - LENGTH / 2, band, hann, transform);
      transform.run();
      addPowers(transform, power);
    }
    const row = rows.subarray(window * LAGS, (window + 1) * LAGS);
    const weight = Math.sqrt(correlate(power, transform, taper, row));
    total += weight;
    addTo(mean, row, weight);
  }
  if (total > 0) for (let lag = 0; lag < LAGS; lag++) mean[lag]! /= total;
  return { windows, rows, mean };
}

function addTo(sums: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += weight * row[i]!;
}

/** Puts two neighbouring bands from frame `first` on into a transform, as real and imaginary part. */
function fillWindow(
  { frames, bands }: Envelope,
  first: number,
  band: number,
  hann: Float64Array,
  { re, im, order }: FourierTransform,
): void {
  for (let i = 0; i < LENGTH; i++) {
    const frame = first + i;
    const isInside = frame >= 0 && frame < frames;
    const at = frame * ONSET_BANDS + band;
    const place = order[i]!;
    re[place] = isInside ? bands[at]! * hann[i]! : 0;
    im[place] = isInside ? bands[at + 1]! * hann[i]! : 0;
  }
}

/** Adds the power of the real and of the imaginary part, which is half of that of both mirrored bins. */
function addPowers({ re, im }: FourierTransform, power: Float64Array): void {
  for (let bin = FIRST_BIN; bin < BINS; bin++) {
    const mirrored = LENGTH - bin;
    const below = re[bin]! ** 2 + im[bin]! ** 2;
    power[bin]! += (below + re[mirrored]! ** 2 + im[mirrored]! ** 2) / 2;
  }
}

/** Writes the autocorrelation of a power spectrum, 1 at lag 0; returns what that was before. */
function correlate(power: Float64Array, transform: FourierTransform, taper: Float64Array, row: Float32Array): number {
  let whole = 0;
  for (const value of power) whole += value;
  if (whole < 1e-9) return 0;
  const { re, im, order } = transform;
  re.fill(0);
  im.fill(0);
  for (let bin = FIRST_BIN; bin < BINS; bin++) re[order[bin]!] = power[bin]!;
  transform.run();
  for (let lag = 0; lag < row.length; lag++) row[lag] = re[lag]! / (whole * taper[lag]!);
  return whole;
}

/** Autocorrelation of the Hann window, by which that of what it covers is smaller. */
function hannCorrelation(): Float64Array {
  return Float64Array.from({ length: LAGS }, (_, lag) => {
    const x = lag / LENGTH;
    return (1 - x) * (2 / 3 + Math.cos(2 * Math.PI * x) / 3) + Math.sin(2 * Math.PI * x) / (2 * Math.PI);
  });
}

/** Value of a row of lags between two of them; beyond the last lag 0. */
export function atLag(row: Float32Array, lag: number): number {
  const below = Math.floor(lag);
  if (below + 1 >= row.length) return 0;
  return row[below]! + (lag - below) * (row[below + 1]! - row[below]!);
}
