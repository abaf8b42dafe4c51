import { supportOf, trackBeats } from './beat-track.ts';
import { beatsOf, bestPulse, lineThrough, type Pulse } from './constant-pulse.ts';
import type { Envelope } from './envelope.ts';
import type { TempoClass } from './tempo-classes.ts';

/** One tempo explains the audio when its pulse meets this share of what the freely tracked beats meet. */
const EXPLAINED = 0.55;

/** The beats of a tempo class at its period between 0.33 and 0.66 s. */
export interface ClassTrack {
  readonly tempo: TempoClass;
  /** In frames, rising, fractional. */
  readonly beats: Float64Array;
  /** The pulse when one tempo explains the whole. */
  readonly pulse: Pulse | null;
  /** Mean onset strength at the beats. */
  readonly support: number;
  /** Share of it that the best constant pulse keeps. */
  readonly steadiness: number;
}

export function classTrack(envelope: Envelope, tempo: TempoClass): ClassTrack {
  const tracked = trackBeats(envelope, tempo);
  const free = supportOf(envelope.sum, tracked);
  const pulse = bestPulse(envelope, lineThrough(tracked).period);
  const steady = beatsOf(pulse, envelope.from, envelope.to);
  const kept = supportOf(envelope.sum, steady);
  const steadiness = free > 0 ? kept / free : 0;
  const isSteady = steadiness >= EXPLAINED;
  return {
    tempo,
    beats: isSteady ? steady : tracked,
    pulse: isSteady ? pulse : null,
    support: isSteady ? kept : free,
    steadiness,
  };
}
