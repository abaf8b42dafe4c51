import { supportOf, trackBeats } from './beat-track.ts';
import { beatsOf, bestPulse, lineThrough, type Pulse } from './constant-pulse.ts';
import type { Envelope } from './envelope.ts';
import type { TempoClass } from './tempo-classes.ts';

/** One tempo explains the audio when its pulse meets this share of what the freely tracked beats meet. */
const EXPLAINED = 0.55;
/** Tracked beats tell the tempo of their class when they keep to it within this share. */
const FAITHFUL = 0.04;

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
  const { pulse, beats: steady, support: kept } = steadyPulse(envelope, tempo, tracked);
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

/** The best constant pulse of a class. Beats that slipped somewhere have a mean tempo that is wrong, so both are tried. */
function steadyPulse(envelope: Envelope, { period }: TempoClass, tracked: Float64Array) {
  const mean = lineThrough(tracked).period;
  const seeds = Math.abs(mean / period - 1) < FAITHFUL ? [mean, period] : [period];
  const found = seeds.map((seed) => {
    const pulse = bestPulse(envelope, seed);
    const beats = beatsOf(pulse, envelope.from, envelope.to);
    return { pulse, beats, support: supportOf(envelope.sum, beats) };
  });
  return found.reduce((best, one) => (one.support > best.support ? one : best));
}
