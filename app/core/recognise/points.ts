import { ANCHOR_RATE } from '../anchor/low-rate.ts';
import { PowerSpectrum } from '../spectrum/fft.ts';

/** Window and step, samples: a quarter of a second, and a sixty-third. */
const FRAME = 1024;
const STEP = 64;
/** Seconds from one time of a point to the next. */
export const POINT_SEC = STEP / ANCHOR_RATE;

/** Quarter tones, so that another pitch is a shift. */
const BANDS_PER_OCTAVE = 24;
const [LOW_HZ, HIGH_HZ] = [180, 1600];
export const BANDS = Math.floor(BANDS_PER_OCTAVE * Math.log2(HIGH_HZ / LOW_HZ));

/** A point stands out from this many bands and steps around it. */
const AROUND = { bands: 5, steps: 9 } as const;
/** Below this power there is nothing to hear. */
const QUIET = 1e-6;

/** The places in time and pitch at which music stands out, in the order of time. */
export interface EventPoints {
  /** In steps of {@link POINT_SEC}. */
  readonly times: Int32Array;
  /** Quarter tones above 180 Hz. */
  readonly bands: Uint8Array;
}

const centre = (band: number): number => (LOW_HZ * 2 ** ((band + 0.5) / BANDS_PER_OCTAVE) * FRAME) / ANCHOR_RATE;

/** Power of each band between the bins beside its middle: low bands are narrower than a bin. */
function bandPowers(power: Float64Array, into: Float32Array): void {
  for (let band = 0; band < BANDS; band++) {
    const [from, to] = [centre(band - 0.5), centre(band + 0.5)];
    let most = 0;
    for (let bin = Math.floor(from); bin <= Math.ceil(to); bin++) {
      const near = 1 - Math.max(0, from - bin, bin - to);
      if (near > 0) most = Math.max(most, near * (power[bin] as number));
    }
    into[band] = most;
  }
}

/**
 * Finds the points that stand out of everything around them.
 *
 * @param sound mono at {@link ANCHOR_RATE}
 */
export function eventPoints(sound: Int16Array): EventPoints {
  const spectrum = new PowerSpectrum(FRAME);
  const frame = new Float32Array(FRAME);
  const count = Math.max(0, Math.floor((sound.length - FRAME) / STEP) + 1);
  // Power of the last steps in a ring, and for each the loudest of its neighbours in pitch.
  const ring = 2 * AROUND.steps + 1;
  const rows = Array.from({ length: ring }, () => new Float32Array(BANDS));
  const peaks = Array.from({ length: ring }, () => new Float32Array(BANDS));
  const times: number[] = [];
  const bands: number[] = [];
  for (let step = 0; step < count + AROUND.steps; step++) {
    const row = rows[step % ring] as Float32Array;
    const peak = peaks[step % ring] as Float32Array;
    if (step < count) {
      for (let k = 0; k < FRAME; k++) frame[k] = (sound[step * STEP + k] as number) / 32_768;
      bandPowers(spectrum.run(frame, 0), row);
    } else row.fill(0);
    loudestAround(row, peak);
    const at = step - AROUND.steps;
    if (at < 0) continue;
    const middle = rows[at % ring] as Float32Array;
    for (let band = 0; band < BANDS; band++) {
      const power = middle[band] as number;
      if (power < QUIET || peaks.some((one) => (one[band] as number) > power)) continue;
      times.push(at);
      bands.push(band);
    }
  }
  return { times: Int32Array.from(times), bands: Uint8Array.from(bands) };
}

function loudestAround(row: Float32Array, into: Float32Array): void {
  for (let band = 0; band < BANDS; band++) {
    let most = 0;
    const last = Math.min(BANDS - 1, band + AROUND.bands);
    for (let other = Math.max(0, band - AROUND.bands); other <= last; other++)
      most = Math.max(most, row[other] as number);
    into[band] = most;
  }
}
