import type { Envelope } from './envelope.ts';
import { ONSET_BANDS } from './features.ts';

/** How far from a beat in frames its onsets may be. */
const REACH = 5;
/** Onsets at least this strong, in effective values of the band, tell the time. */
const CLEAR = 1;

/** Parts of a beat whose onsets tell the tempo too. */
export const PARTS = 4;

/** Onsets at quarters of beats: a time for each band that has a clear one. */
export interface OnsetTimes {
  /** Index into the beats. */
  readonly beat: Int32Array;
  /** Quarter of the beat, 0 is on it. */
  readonly part: Uint8Array;
  readonly band: Uint8Array;
  /** Frames, fractional. */
  readonly time: Float64Array;
  readonly weight: Float32Array;
}

export function onsetTimes({ bands, frames }: Envelope, beats: Float64Array): OnsetTimes {
  const most = beats.length * PARTS * ONSET_BANDS;
  const found = {
    beat: new Int32Array(most),
    part: new Uint8Array(most),
    band: new Uint8Array(most),
    time: new Float64Array(most),
    weight: new Float32Array(most),
  };
  let count = 0;
  const look = (at: number, beat: number, part: number) => {
    const centre = Math.round(at);
    const from = Math.max(1, centre - REACH);
    const to = Math.min(frames - 2, centre + REACH);
    for (let band = 0; band < ONSET_BANDS; band++) {
      const top = highest(bands, band, from, to);
      const here = bands[top * ONSET_BANDS + band]!;
      if (top <= from || top >= to || here < CLEAR) continue;
      const before = bands[(top - 1) * ONSET_BANDS + band]!;
      const after = bands[(top + 1) * ONSET_BANDS + band]!;
      const bend = before - 2 * here + after;
      const shift = bend < -1e-9 ? (before - after) / (2 * bend) : 0;
      found.beat[count] = beat;
      found.part[count] = part;
      found.band[count] = band;
      found.time[count] = top + shift;
      found.weight[count] = Math.min(3, here);
      count++;
    }
  };
  beats.forEach((at, beat) => {
    const next = beats[beat + 1];
    for (let part = 0; part < (next === undefined ? 1 : PARTS); part++) {
      look(at + (part / PARTS) * ((next ?? at) - at), beat, part);
    }
  });
  return {
    beat: found.beat.slice(0, count),
    part: found.part.slice(0, count),
    band: found.band.slice(0, count),
    time: found.time.slice(0, count),
    weight: found.weight.slice(0, count),
  };
}

/** The first frame with the largest value of a band. */
function highest(bands: Float32Array, band: number, from: number, to: number): number {
  let top = from;
  for (let frame = from; frame <= to; frame++) {
    if (bands[frame * ONSET_BANDS + band]! > bands[top * ONSET_BANDS + band]!) top = frame;
  }
  return top;
}
