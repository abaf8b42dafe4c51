import type { Analysis } from '#contracts/records/analysis.ts';
import { fitKeys, type KeyFit } from './key-fit.ts';
import { fitTempos, type TempoFit } from './tempo-fit.ts';

/** What the score needs to know of a track. */
export interface MixTrack {
  readonly tempo: Pick<Analysis['tempo'], 'bpm'>;
  readonly key: Pick<Analysis['key'], 'tonic' | 'mode' | 'tuningCents'>;
  readonly energy: Pick<Analysis['energy'], 'level'>;
  readonly vocals: Pick<Analysis['vocals'], 'spans'>;
  readonly durationSec: number;
}

export interface EnergyFit {
  /** Levels up (positive) or down from the first to the second; null when one is unknown. */
  readonly step: number | null;
  readonly score: number | null;
}

export interface VocalFit {
  /** Share of the transition in which both sing, 0 to 1; null where voices were not looked for. */
  readonly overlap: number | null;
  readonly score: number | null;
}

/** How well a second track follows a first, and why. */
export interface Compatibility {
  /** 0 to 1; null when nothing is known. */
  readonly score: number | null;
  readonly key: KeyFit;
  readonly tempo: TempoFit;
  readonly energy: EnergyFit;
  readonly vocals: VocalFit;
}

/** How much each part counts where it is known. */
const weights = { key: 0.4, tempo: 0.35, energy: 0.15, vocals: 0.1 } as const;
/** Seconds of the end of the first and the start of the second that are heard together. */
const TRANSITION_SEC = 32;
/** A part that does not fit at all still leaves this much, so that the others keep ranking. */
const FLOOR = 0.05;

/**
 * Scores `second` played after, and into, `first`. Each part stands in the result with what it saw; the score is their
 * weighted geometric mean, so that one bad part cannot be bought back by the others.
 *
 * @param hasKeyLock whether the pitch stays when the speed changes
 */
export function compatibility(first: MixTrack, second: MixTrack, hasKeyLock: boolean): Compatibility {
  const tempo = fitTempos(first.tempo.bpm, second.tempo.bpm);
  const tuning = (second.key.tuningCents - first.key.tuningCents) / 100;
  const key = fitKeys(first.key, second.key, tuning + (hasKeyLock ? 0 : tempo.pitchShift));
  const energy = fitEnergy(first.energy.level, second.energy.level);
  const vocals = fitVocals(first, second);
  return { score: combine({ key, tempo, energy, vocals }), key, tempo, energy, vocals };
}

function combine(parts: Readonly<Record<keyof typeof weights, { readonly score: number | null }>>): number | null {
  let sum = 0;
  let total = 0;
  for (const part of Object.keys(weights) as (keyof typeof weights)[]) {
    const { score } = parts[part];
    if (score === null) continue;
    sum += weights[part] * Math.log(Math.max(FLOOR, score));
    total += weights[part];
  }
  return total > 0 ? Math.exp(sum / total) : null;
}

/** A step up of one or none is what a set wants; a fall costs more than a rise. */
function fitEnergy(first: number | null, second: number | null): EnergyFit {
  if (first === null || second === null) return { step: null, score: null };
  const step = second - first;
  const beyond = step > 0 ? Math.max(0, step - 1) : -step;
  return { step, score: Math.max(0, 1 - beyond / (step > 0 ? 6 : 4)) };
}

/** Two voices at once are what listeners notice first. */
function fitVocals(first: MixTrack, second: MixTrack): VocalFit {
  const seconds = Math.min(TRANSITION_SEC, first.durationSec, second.durationSec);
  const [before, after] = [first.vocals.spans, second.vocals.spans];
  if (!before || !after || !(seconds > 0)) return { overlap: null, score: null };
  // Places in the transition, for each track its own time.
  const start = first.durationSec - seconds;
  let both = 0;
  for (const a of before) {
    for (const b of after) {
      const shared = Math.min(a.endSec - start, b.endSec, seconds) - Math.max(a.startSec - start, b.startSec, 0);
      if (shared > 0) both += shared * a.confidence * b.confidence;
    }
  }
  const overlap = Math.min(1, both / seconds);
  return { overlap, score: 1 - overlap };
}
