import type { Pulse } from './constant-pulse.ts';
import { FRAME_RATE } from './features.ts';

/**
 * How far a tempo may be off a whole number, BPM over {@link REFERENCE} seconds: what a fit can miss where the players
 * change; a tempo that lies so near to a whole number by chance is rarer than one that was meant.
 */
const NEAR = 0.02;
const REFERENCE = 75;
/** The same for half numbers and for whole bars, which lie closer together. */
const VERY_NEAR = 0.006;
/** A loop has a multiple of so many beats. */
const PHRASE = 4;

/**
 * The tempo that was meant, where a fit comes as near to one as it can: a round number, or the one with which the audio
 * lasts whole bars. The beat in the middle of `beats` stays where it is.
 */
export function meantPulse({ period, offset }: Pulse, beats: number, durationSec: number): Pulse {
  const bpm = (60 * FRAME_RATE) / period;
  const phrases = Math.max(1, Math.round((durationSec * bpm) / 60 / PHRASE));
  const whole = Math.round(bpm);
  const near = Math.min(NEAR, (NEAR * REFERENCE) / durationSec);
  const bars = (60 * PHRASE * phrases) / durationSec;
  const meant = [
    { tempo: bars, reach: VERY_NEAR },
    { tempo: whole, reach: near },
    { tempo: Math.round(2 * bpm) / 2, reach: VERY_NEAR },
  ].find(({ tempo, reach }) => Math.abs(tempo - bpm) < reach)?.tempo;
  if (meant === undefined) return { period, offset };
  const changed = (60 * FRAME_RATE) / meant;
  return { period: changed, offset: offset + ((period - changed) * (beats - 1)) / 2 };
}
