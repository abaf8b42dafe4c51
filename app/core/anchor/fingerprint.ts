import type { SoundFingerprint } from '#contracts/records/anchor.ts';
import { PowerSpectrum } from '../spectrum/fft.ts';
import { ANCHOR_RATE } from './low-rate.ts';

/** Raised whenever the words of the same sound change. */
export const FINGERPRINT_VERSION = 1;

/** A quarter of a second, so that a shift of half a step changes few bits. */
const FRAME = 1024;
const STEP = 200;
const BANDS = 33;
const [LOW_HZ, HIGH_HZ] = [200, 1600];

/** Edges of the bands in bins, by octaves. */
const edges = Array.from({ length: BANDS + 1 }, (_, band) =>
  Math.round((LOW_HZ * (HIGH_HZ / LOW_HZ) ** (band / BANDS) * FRAME) / ANCHOR_RATE),
);

/**
 * Thirty-two bits for each twentieth of a second: whether the step from a band to the next grew since the last word.
 *
 * @see Haitsma, Kalker, "A Highly Robust Audio Fingerprinting System", ISMIR 2002
 */
export function fingerprint(sound: Int16Array): Omit<SoundFingerprint, 'blobHash'> {
  const spectrum = new PowerSpectrum(FRAME);
  const count = Math.max(0, Math.floor((sound.length - FRAME) / STEP));
  const words = new Uint32Array(count);
  const frame = new Float32Array(FRAME);
  let last = new Float64Array(BANDS);
  let now = new Float64Array(BANDS);
  for (let i = 0; i <= count; i++) {
    for (let k = 0; k < FRAME; k++) frame[k] = (sound[i * STEP + k] as number) / 32_768;
    const power = spectrum.run(frame, 0);
    for (let band = 0; band < BANDS; band++) {
      let sum = 0;
      const end = Math.max(edges[band + 1] as number, (edges[band] as number) + 1);
      for (let bin = edges[band] as number; bin < end; bin++) sum += power[bin] as number;
      now[band] = sum;
    }
    if (i > 0) words[i - 1] = word(now, last);
    [last, now] = [now, last];
  }
  return {
    version: FINGERPRINT_VERSION,
    durationSec: sound.length / ANCHOR_RATE,
    startSec: 0,
    stepSec: STEP / ANCHOR_RATE,
    words,
  };
}

function word(now: Float64Array, last: Float64Array): number {
  let bits = 0;
  for (let band = 0; band < BANDS - 1; band++) {
    const step = (bands: Float64Array) => (bands[band] as number) - (bands[band + 1] as number);
    bits = (bits << 1) | (step(now) > step(last) ? 1 : 0);
  }
  return bits >>> 0;
}

type Words = Pick<SoundFingerprint, 'version' | 'stepSec' | 'words'>;

/** Share of bits that may differ in the same music; of different music it is half of them. */
const SAME = 0.33;
/** Shorter than this two tracks cannot be compared, s. */
const LEAST_SEC = 5;
/** How far the beginnings of two files of the same music may lie apart, s. */
const FARTHEST_SEC = 15;

/** That a track is the same music as another. */
export interface SameMusic {
  /** Seconds by which the music comes later in the second; right to half a step. */
  readonly laterSec: number;
  /** Share of bits that differ. */
  readonly difference: number;
}

/** Compares two fingerprints; null when they are not of the same music, or cannot be compared. */
export function sameMusic(a: Words, b: Words): SameMusic | null {
  if (a.version !== b.version || a.stepSec !== b.stepSec) return null;
  const farthest = Math.round(FARTHEST_SEC / a.stepSec);
  const least = LEAST_SEC / a.stepSec;
  let [best, bestShift] = [1, 0];
  for (let shift = -farthest; shift <= farthest; shift++) {
    const difference = differenceAt(a.words, b.words, shift, least);
    if (difference < best) [best, bestShift] = [difference, shift];
  }
  return best > SAME ? null : { laterSec: bestShift * a.stepSec, difference: best };
}

function differenceAt(a: Uint32Array, b: Uint32Array, shift: number, least: number): number {
  const from = Math.max(0, -shift);
  const to = Math.min(a.length, b.length - shift);
  if (to - from < least) return 1;
  let bits = 0;
  for (let i = from; i < to; i++) bits += ones(((a[i] as number) ^ (b[i + shift] as number)) >>> 0);
  return bits / ((to - from) * 32);
}

function ones(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return (Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24) & 0x3f;
}
