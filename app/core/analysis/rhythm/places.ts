import type { ClassTrack } from './class-track.ts';
import type { Envelope } from './envelope.ts';
import { ONSET_BANDS } from './features.ts';
import type { HarmonicFlux } from './harmonic-flux.ts';
import { PLACES } from './levels.ts';

/** Bands that are told apart: kick, low, snare, high, cymbals. */
const GROUP_OF_BAND = Uint8Array.of(0, 1, 1, 2, 2, 3, 3, 4);
export const GROUPS = 5;

/** Onset strength of a class track by place in the beat. */
export interface Places {
  /** Rows of {@link GROUPS}, {@link PLACES} for each beat. */
  readonly strength: Float32Array;
  /** Harmonic change at each place, of all tones and of the bass alone. */
  readonly change: Float32Array;
  readonly bassChange: Float32Array;
  readonly count: number;
  /** Mean of each group over all places. */
  readonly means: Float32Array;
}

/** What of the audio happens at which place between the beats of a class; `groups` as {@link groupStrength} gives them. */
export function placesOf(groups: Float32Array, { all, bass }: HarmonicFlux, { beats }: ClassTrack): Places {
  const count = Math.max(0, beats.length - 1) * PLACES;
  const strength = new Float32Array(count * GROUPS);
  const change = new Float32Array(count);
  const bassChange = new Float32Array(count);
  for (let place = 0; place < count; place++) {
    const beat = Math.floor(place / PLACES);
    const share = (place % PLACES) / PLACES;
    const frame = Math.round(beats[beat]! + share * (beats[beat + 1]! - beats[beat]!));
    const inside = Math.min(all.length - 1, Math.max(0, frame));
    change[place] = all[inside]!;
    bassChange[place] = bass[inside]!;
    strongest(groups, frame, strength, place * GROUPS);
  }
  return { strength, change, bassChange, count, means: meansOf(strength) };
}

/** Writes the strength of each group at a frame and next to it. */
function strongest(groups: Float32Array, frame: number, out: Float32Array, at: number): void {
  const from = Math.max(0, frame - 1) * GROUPS;
  const to = Math.min(groups.length, (frame + 2) * GROUPS);
  for (let row = from; row < to; row += GROUPS) {
    for (let group = 0; group < GROUPS; group++) {
      const value = groups[row + group]!;
      if (value > out[at + group]!) out[at + group] = value;
    }
  }
}

function meansOf(strength: Float32Array): Float32Array {
  const means = new Float32Array(GROUPS);
  for (let row = 0; row < strength.length; row += GROUPS) {
    for (let group = 0; group < GROUPS; group++) means[group]! += (strength[row + group]! * GROUPS) / strength.length;
  }
  return means;
}

/** Strength of the strongest band of each group: a row of {@link GROUPS} for each frame. */
export function groupStrength({ frames, bands }: Envelope): Float32Array {
  const groups = new Float32Array(frames * GROUPS);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < ONSET_BANDS; band++) {
      const at = frame * GROUPS + GROUP_OF_BAND[band]!;
      const value = bands[frame * ONSET_BANDS + band]!;
      if (value > groups[at]!) groups[at] = value;
    }
  }
  return groups;
}
