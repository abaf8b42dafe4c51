import { compatibility, type Compatibility } from '#core/analysis/compatibility/compatibility.ts';
import { beatAtTime, timeOfBeat } from '#core/tempo/beat-grid.ts';
import { meanBetween, musicEnd, type MixFacts } from './facts.ts';
import { inPoints, outPoints, type MixPoint } from './points.ts';

/**
 * - `blend`: both in time, the basses swap in the middle
 * - `fade`: one goes while the other comes, each in its own tempo
 */
export type TransitionKind = 'blend' | 'fade';

/** What speaks for a transition, each 0 to 1; null is unknown. */
export interface TransitionParts {
  /** Both points begin a phrase. */
  readonly phrase: number;
  readonly key: number | null;
  readonly tempo: number | null;
  /** The second goes on about as lively as the first was. */
  readonly energy: number | null;
  /** The voices do not sing at once. */
  readonly vocals: number | null;
  /** Little of both tracks is left out. */
  readonly heard: number;
}

/** How one track goes over into the next. */
export interface Transition {
  readonly kind: TransitionKind;
  /** Seconds of the first at which the second begins to sound. */
  readonly outSec: number;
  /** Seconds of the second at which it begins. */
  readonly inSec: number;
  /** Beats of the first that both sound; 0 for a fade, which counts in seconds. */
  readonly beats: number;
  /** The same in seconds of the first at its own tempo. */
  readonly lengthSec: number;
  /** 0 to 1. */
  readonly score: number;
  readonly parts: TransitionParts;
}

const LENGTHS_BARS = [32, 16, 8, 4] as const;
/** A fade between tracks without beats, or whose tempos are too far apart. */
const FADE_SEC = 8;
/** Tempos that fit less than this are not brought together. */
const LEAST_TEMPO_FIT = 0.2;

const weights: Readonly<Record<keyof TransitionParts, number>> = {
  ...{ phrase: 0.25, key: 0.15, tempo: 0.1 },
  ...{ energy: 0.15, vocals: 0.15, heard: 0.2 },
};
const FLOOR = 0.05;

/** Weighted geometric mean of what is known, so that one bad part is not bought back by the others. */
function scoreOf(parts: TransitionParts): number {
  const known = (Object.keys(weights) as (keyof TransitionParts)[]).flatMap((part) => {
    const value = parts[part];
    return value === null ? [] : [[weights[part], Math.log(Math.max(FLOOR, value))] as const];
  });
  const total = known.reduce((sum, [weight]) => sum + weight, 0);
  return Math.exp(known.reduce((sum, [weight, value]) => sum + weight * value, 0) / total);
}

/**
 * Ways from one track into the next, the best first. There is always at least one: where beats are not known or do not
 * fit, a fade at the end.
 *
 * @param most number of ways that are kept
 */
export function transitions(first: MixFacts, second: MixFacts, most = 8): Transition[] {
  const fit = compatibility(first, second, true);
  const isBlendable = (fit.tempo.score ?? 0) >= LEAST_TEMPO_FIT && fit.tempo.ratio !== null;
  const blends = isBlendable ? blendsOf(first, second, fit) : [];
  const ranked = blends.sort((a, b) => b.score - a.score || b.outSec - a.outSec);
  return distinct(ranked, most - 1).concat(fadeOf(first, second, fit));
}

/** The best of those that begin at one place in both tracks. */
function distinct(ranked: readonly Transition[], most: number): Transition[] {
  const seen = new Set<string>();
  const kept: Transition[] = [];
  for (const one of ranked) {
    const place = `${one.outSec.toFixed(2)} ${one.inSec.toFixed(2)}`;
    if (seen.has(place)) continue;
    seen.add(place);
    kept.push(one);
    if (kept.length === most) break;
  }
  return kept;
}

function blendsOf(first: MixFacts, second: MixFacts, fit: Compatibility): Transition[] {
  const ways: Transition[] = [];
  const end = musicEnd(first);
  for (const out of outPoints(first)) {
    for (const into of inPoints(second)) {
      for (const bars of LENGTHS_BARS) {
        const way = blendOf(first, second, fit, out, into, bars);
        if (way && out.sec + way.lengthSec <= end + 0.05) ways.push(way);
      }
    }
  }
  return ways;
}

function blendOf(
  first: MixFacts,
  second: MixFacts,
  fit: Compatibility,
  out: MixPoint,
  into: MixPoint,
  bars: number,
): Transition | null {
  const { grid } = first.tempo;
  const other = second.tempo.grid;
  if (!grid || !other) return null;
  const beats = bars * grid.beatsPerBar;
  const lengthSec = timeOfBeat(grid, beatAtTime(grid, out.sec) + beats) - out.sec;
  const ownSec = lengthSec * (fit.tempo.ratio ?? 1);
  if (into.sec + ownSec > second.durationSec * 0.6) return null;
  const parts: TransitionParts = {
    phrase: out.phrase * into.phrase,
    key: keyPart(fit, bars),
    tempo: fit.tempo.score,
    energy: energyPart(first, second, out.sec, into.sec + ownSec),
    vocals: vocalPart(first, second, out.sec, into.sec, lengthSec),
    heard: heardPart(first, second, out.sec + lengthSec / 2, into.sec + ownSec / 4) * lengthPart(bars),
  };
  return { kind: 'blend', outSec: out.sec, inSec: into.sec, beats, lengthSec, score: scoreOf(parts), parts };
}

/** Keys that clash bear a short transition better than a long one. */
function keyPart({ key: { score } }: Compatibility, bars: number): number | null {
  return score === null ? null : Math.min(1, score + (1 - score) * (4 / bars) * 0.5);
}

/** Eight to sixteen bars are what most music is made for. */
const lengthPart = (bars: number): number => (bars === 4 ? 0.8 : bars === 32 ? 0.9 : 1);

function energyPart(first: MixFacts, second: MixFacts, outSec: number, afterSec: number): number | null {
  const before = meanBetween(first.energy.curve, outSec - 8, outSec);
  const after = meanBetween(second.energy.curve, afterSec, afterSec + 8);
  return before === null || after === null ? null : 1 - Math.min(1, Math.abs(before - after));
}

function vocalPart(first: MixFacts, second: MixFacts, outSec: number, inSec: number, lengthSec: number): number | null {
  const [a, b] = [first.vocals.curve, second.vocals.curve];
  if (a.length === 0 || b.length === 0) return null;
  let both = 0;
  const seconds = Math.max(1, Math.round(lengthSec));
  for (let i = 0; i < seconds; i++) {
    both += (a[Math.floor(outSec) + i] ?? 0) * (b[Math.floor(inSec) + i] ?? 0);
  }
  return 1 - both / seconds;
}

/** What is lost of the end of the first and of the start of the second. */
function heardPart(first: MixFacts, second: MixFacts, lastSec: number, firstSec: number): number {
  const lost = (musicEnd(first) - lastSec) / first.durationSec + firstSec / second.durationSec;
  return Math.max(0, 1 - Math.max(0, lost));
}

function fadeOf(first: MixFacts, second: MixFacts, fit: Compatibility): Transition {
  const end = musicEnd(first);
  const lengthSec = Math.min(FADE_SEC, end / 4, second.durationSec / 4);
  const outSec = Math.max(0, end - lengthSec);
  const parts: TransitionParts = {
    ...{ phrase: 0.3, key: keyPart(fit, 4), tempo: fit.tempo.score },
    energy: energyPart(first, second, outSec, lengthSec),
    vocals: vocalPart(first, second, outSec, 0, lengthSec),
    heard: 1,
  };
  return { kind: 'fade', outSec, inSec: 0, beats: 0, lengthSec, score: scoreOf(parts), parts };
}
