import type { ClassTrack } from './class-track.ts';

/** Tempi that are considered, BPM. */
const SLOWEST = 50;
const FASTEST = 215;
/** Places that a period of a class is divided into. */
export const PLACES = 24;

/** A reading of a track: every how many half periods there is a beat, and with which one it begins. */
export interface Level {
  readonly track: ClassTrack;
  /** 1, 2 or 4 half periods. */
  readonly stride: number;
  /** Below `stride`. */
  readonly offset: number;
  readonly bpm: number;
}

/** Metrical levels of a class that are within the range of tempi, with each way to begin. */
export function levelsOf(track: ClassTrack): Level[] {
  const { beats } = track;
  if (beats.length < 2) return [];
  const bpm = bpmOf(track);
  return [1, 2, 4].flatMap((stride) => {
    const tempo = (bpm * 2) / stride;
    if (tempo < SLOWEST || tempo > FASTEST) return [];
    return Array.from({ length: stride }, (_, offset) => ({ track, stride, offset, bpm: tempo }));
  });
}

/** Beats over which a period is averaged, whole frames being coarse. */
const SPAN = 8;

/** Tempo of a class: of its pulse, else the median over time. */
function bpmOf({ beats, pulse }: ClassTrack): number {
  if (pulse) return 6000 / pulse.period;
  const span = Math.min(SPAN, beats.length - 1);
  const periods = beats.slice(span).map((beat, i) => (beat - beats[i]!) / span);
  periods.sort();
  return 6000 / periods[periods.length >> 1]!;
}

/** Frames of the beats of a level: those of the class divided or thinned. */
export function beatsOfLevel({ track: { beats }, stride, offset }: Level): Float64Array {
  const times: number[] = [];
  for (let half = offset; half < 2 * beats.length; half += stride) times.push(halfBeat(beats, half));
  return Float64Array.from(times);
}

/** Time of half beat `half`; the last one follows the period before. */
function halfBeat(beats: Float64Array, half: number): number {
  const beat = half >> 1;
  if (half % 2 === 0) return beats[beat]!;
  const next = beats[beat + 1] ?? 2 * beats[beat]! - beats[beat - 1]!;
  return (beats[beat]! + next) / 2;
}
