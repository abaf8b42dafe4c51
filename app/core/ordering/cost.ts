import type { MusicalKey } from '../keys/keys.ts';

/** What decides how well one track follows another; unknown is null. */
export interface OrderedTrack {
  readonly id: string;
  readonly artist: string;
  readonly bpm: number | null;
  readonly key: MusicalKey | null;
  /** 1 to 10. */
  readonly energy: number | null;
}

/** How much each part of a step costs; 1 of each is about as bad. */
export interface StepCost {
  /** 1 for a change of tempo of 6 %; half and double tempo count as the same but for a little. */
  readonly tempo: number;
  /** 0 for the same key, 1 for a clash. */
  readonly key: number;
  /** 1 for a step of 3 in energy upwards; down costs more. */
  readonly energy: number;
  /** Both by the same artist. */
  readonly artist: number;
}

/** A tempo change in octaves that a listener takes for another track's tempo: 6 %. */
const TEMPO_STEP = Math.log2(1.06);
const OCTAVE_COST = 0.5;
/** Cost of a part that nobody knows: neither good nor bad. */
const UNKNOWN = 0.4;
const MOST = 3;

/** Cost of playing `next` after `last`, by its parts. */
export function stepCost(last: OrderedTrack, next: OrderedTrack): StepCost {
  const isSameArtist = last.artist !== '' && last.artist.toLowerCase() === next.artist.toLowerCase();
  return {
    tempo: tempoCost(last.bpm, next.bpm),
    key: keyCost(last.key, next.key),
    energy: energyCost(last.energy, next.energy),
    artist: isSameArtist ? 0.5 : 0,
  };
}

export const totalOf = ({ tempo, key, energy, artist }: StepCost): number => tempo + key + energy + artist;

function tempoCost(from: number | null, to: number | null): number {
  if (from === null || to === null) return UNKNOWN;
  const octaves = Math.log2(to / from);
  const nearest = Math.round(octaves);
  const apart = Math.abs(octaves - nearest) / TEMPO_STEP + Math.min(2, Math.abs(nearest)) * OCTAVE_COST;
  return Math.min(MOST, apart);
}

/** Steps around the circle of fifths, and a little for another mode. */
function keyCost(from: MusicalKey | null, to: MusicalKey | null): number {
  const [a, b] = [placeOf(from), placeOf(to)];
  if (a === null || b === null) return UNKNOWN;
  const around = Math.abs(a - b);
  const steps = Math.min(around, 12 - around);
  const byDistance = [0, 0.1, 0.6, 0.9, 1, 1, 1][steps] ?? 1;
  const isOtherMode = from?.mode !== to?.mode;
  return Math.min(1, byDistance + (isOtherMode ? (steps === 0 ? 0.1 : 0.3) : 0));
}

/** Place on the circle of fifths, relative keys together. */
function placeOf(key: MusicalKey | null): number | null {
  if (key === null || key.tonic === null || key.mode === null) return null;
  return ((key.mode === 'major' ? key.tonic : key.tonic + 3) * 7) % 12;
}

function energyCost(from: number | null, to: number | null): number {
  if (from === null || to === null) return UNKNOWN;
  const step = to - from;
  return Math.min(MOST, step >= 0 ? step / 3 : -step / 2);
}
