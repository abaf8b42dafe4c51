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
  const found: { beat: number; part: number; band: number; time: number; weight: number }[] = [];
  const look = (at: number, beat: number, part: number) => {
    const centre = Math.round(at);
    const from = Math.max(1, centre - REACH);
    const to = Math.min(frames - 2, centre + REACH);
    for (let band = 0; band < ONSET_BANDS; band++) {
      let top = from;
      const value = (frame: number) => bands[frame * ONSET_BANDS + band]!;
      for (let frame = from; frame <= to; frame++) if (value(frame) > value(top)) top = frame;
      if (top <= from || top >= to || value(top) < CLEAR) continue;
      const [before, here, after] = [value(top - 1), value(top), value(top + 1)];
      const bend = before - 2 * here + after;
      const shift = bend < -1e-9 ? (before - after) / (2 * bend) : 0;
      found.push({ beat, part, band, time: top + shift, weight: Math.min(3, here) });
    }
  };
  beats.forEach((at, beat) => {
    const next = beats[beat + 1];
    for (let part = 0; part < (next === undefined ? 1 : PARTS); part++) {
      look(at + (part / PARTS) * ((next ?? at) - at), beat, part);
    }
  });
  return {
    beat: Int32Array.from(found, (one) => one.beat),
    part: Uint8Array.from(found, (one) => one.part),
    band: Uint8Array.from(found, (one) => one.band),
    time: Float64Array.from(found, (one) => one.time),
    weight: Float32Array.from(found, (one) => one.weight),
  };
}
