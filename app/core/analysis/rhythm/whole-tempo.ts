import type { Pulse } from './constant-pulse.ts';
import type { Ends } from './ends.ts';
import { FRAME_RATE } from './features.ts';
import type { GridFit } from './grid-fit.ts';

/** Tempi that people write: how often a tempo is a multiple of so many BPM and of nothing rounder. */
const WRITTEN = [
  { step: 1, share: 0.55 },
  { step: 0.5, share: 0.05 },
  { step: 0.1, share: 0.08 },
  { step: 0.01, share: 0.12 },
] as const;
/** How often it is none of these: recordings, vinyl, loops that were stretched. */
const ANY = 0.2;

/** How often audio much shorter than {@link LONG_LOOP} is a loop that is cut to the sample, and to some ms. */
const [EXACT_LOOP, ROUGH_LOOP] = [0.5, 0.15];
/** Seconds from which on loops are rare. */
const LONG_LOOP = 20;
/** Mean error in s of a rough cut, to zero crossings for example. */
const ROUGH = 0.003;
/** Of loops, the share whose beats are a multiple of 4, else of 3 or 2, else of nothing. */
const [FOURS, TWOS_OR_THREES, ODD] = [1, 0.25, 0.05];
/** A loop begins with a sound, at most so many frames in. Else it is one as rarely as this. */
const [AT_ONCE, LATE] = [8, 0.1];
/** Density of lengths that have to do with the tempo in no other way, or have a tail or padding, against whole bars: 1 / s. */
const UNRELATED = 100;
/** Rounding of a length to whole samples, s. */
const SAMPLE = 1 / 44_100;

/** Error of a fit over its whole length in ms, beside what its residuals say; and what one more beat takes away. */
const [ERROR, ERROR_BY_BEAT] = [0.2, 5];
/** Degrees of freedom of Student's t, as errors of fits are distributed: mostly small, sometimes very large. */
const FREEDOM = 1.5;
const DENSITY = 0.336;

/**
 * The tempo that was meant, by all that is known: what the fit says and how far such fits err, that people write round
 * tempi, and that a loop is cut to whole bars, so that its length tells the tempo to the sample. Each explanation is
 * weighed by Bayes' rule. The beat in the middle of `beats` stays where it is.
 */
export function meantPulse(fit: GridFit, beats: number, durationSec: number, ends: Ends): Pulse {
  const { period, offset } = fit;
  const bpm = (60 * FRAME_RATE) / period;
  const meant = meantTempo({ bpm, error: errorOf(fit, beats), durationSec, startsAtOnce: ends.start <= AT_ONCE });
  const changed = (60 * FRAME_RATE) / meant;
  return { period: changed, offset: offset + ((period - changed) * (beats - 1)) / 2 };
}

/** Standard error of the tempo of a fit in BPM. */
function errorOf({ period, residuals }: GridFit, beats: number): number {
  const heard = residuals
    .filter((x) => !Number.isNaN(x))
    .map(Math.abs)
    .sort();
  const deviation = (1480 / FRAME_RATE) * (heard[heard.length >> 1] ?? 0);
  const ms = Math.sqrt(12 / Math.max(1, heard.length)) * deviation + ERROR + ERROR_BY_BEAT / beats;
  const seconds = (Math.max(1, beats - 1) * period) / FRAME_RATE;
  return (60 * FRAME_RATE * ms) / (1000 * period * seconds);
}

export interface TempoEvidence {
  /** Of the fit. */
  readonly bpm: number;
  /** Its standard error, BPM. */
  readonly error: number;
  readonly durationSec: number;
  /** Whether the audio begins with a beat. */
  readonly startsAtOnce: boolean;
}

/** The likeliest tempo in BPM. All densities are over BPM, of the fit and of the length. */
export function meantTempo({ bpm, error, durationSec, startsAtOnce }: TempoEvidence): number {
  const beats = Math.max(1, Math.round((durationSec * bpm) / 60));
  const byLength = (60 * beats) / durationSec;
  const bpmPerSec = byLength / durationSec;
  const loops = loopShare(beats, durationSec) * (startsAtOnce ? 1 : LATE);
  const rounding = SAMPLE * bpmPerSec;
  const fits = (tempo: number) =>
    (DENSITY / error) * (1 + ((bpm - tempo) / error) ** 2 / FREEDOM) ** (-(FREEDOM + 1) / 2);
  /** How likely the length is with a tempo: as an exact loop, as a rough one, or as anything. */
  const lasts = (tempo: number) => {
    const apart = Math.abs(byLength - tempo);
    const exact = apart < rounding ? EXACT_LOOP / (2 * rounding) : 0;
    const rough = (ROUGH_LOOP / (2 * ROUGH * bpmPerSec)) * Math.exp(-apart / (ROUGH * bpmPerSec));
    return loops * (exact + rough) + ((1 - loops * (EXACT_LOOP + ROUGH_LOOP)) * durationSec) / UNRELATED;
  };
  const written = WRITTEN.flatMap(({ step, share }) => {
    return [bpm, byLength].map((near) => {
      const tempo = Math.round(near / step) * step;
      return { tempo, weight: share * step * fits(tempo) * lasts(tempo) };
    });
  });
  const rest = [
    { tempo: byLength, weight: ANY * loops * EXACT_LOOP * fits(byLength) },
    { tempo: bpm, weight: ANY * lasts(bpm) },
  ];
  return [...written, ...rest].reduce((best, one) => (one.weight > best.weight ? one : best)).tempo;
}

function loopShare(beats: number, durationSec: number): number {
  const form = beats % 4 === 0 ? FOURS : beats % 2 === 0 || beats % 3 === 0 ? TWOS_OR_THREES : ODD;
  return form / (1 + (durationSec / LONG_LOOP) ** 2);
}
