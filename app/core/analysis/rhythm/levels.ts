import type { ClassTrack } from './class-track.ts';

/** Tempi that are considered, BPM. */
const SLOWEST = 50;
const FASTEST = 215;
/** Places that a period of a class is divided into. */
export const PLACES = 24;
/** Where in a period beats may lie: what is loudest in a syncopated rhythm is often a sixteenth beside the beat. */
export const QUARTERS = 4;

/** A reading of a track: every how many quarter periods there is a beat, and with which one it begins. */
export interface Level {
  readonly track: ClassTrack;
  /** 2, 4 or 8 quarter periods. */
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
  return [2, 4, 8].flatMap((stride) => {
    const tempo = (bpm * QUARTERS) / stride;
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
  const times = new Float64Array(Math.max(0, Math.ceil((QUARTERS * beats.length - offset) / stride)));
  for (let i = 0; i < times.length; i++) {
    const quarter = offset + i * stride;
    const beat = Math.floor(quarter / QUARTERS);
    const here = beats[beat]!;
    // The last one follows the period before.
    const period = beat + 1 < beats.length ? beats[beat + 1]! - here : here - beats[beat - 1]!;
    times[i] = here + ((quarter % QUARTERS) / QUARTERS) * period;
  }
  return times;
}
