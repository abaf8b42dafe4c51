import type { SectionSpan, Truth } from '../truth.ts';
import { beatF } from '../score/beats.ts';
import type { Claim } from '../score/calibration.ts';
import { mirexScore } from '../score/key.ts';
import type { Answer } from '../peers/peer.ts';
import { sectionClaims, sectionHit, sectionKinds } from '../score/sections.ts';
import { bpmError, isTempoRight, isTempoRightAtSomeLevel } from '../score/tempo.ts';

/** An answer with what peers do not say. */
export interface FullAnswer extends Answer {
  readonly downbeats?: readonly number[];
  readonly sections?: readonly (SectionSpan & { readonly confidence?: number })[];
  readonly tempoConfidence?: number;
  readonly downbeatConfidence?: number;
  readonly energyClaims?: readonly Claim[];
  readonly keyConfidence?: number;
}

/** What an answer is worth; a missing property could not be scored: unknown truth, or not among the jobs. */
export interface TrackScore {
  readonly acc1?: number;
  readonly acc2?: number;
  readonly beatF?: number;
  readonly downbeatF?: number;
  readonly gridBpmError?: number;
  readonly key?: number;
  readonly sectionHit?: number;
  readonly sectionKinds?: number;
  /** LU off the yardstick. */
  readonly loudnessError?: number;
  /** 1 where music without a beat got no tempo, 0 where it got one. */
  readonly noBeat?: number;
  /** The same of music without a key. */
  readonly noKey?: number;
  readonly tempoClaim?: Claim;
  /** Of tracks whose beats are right. */
  readonly downbeatClaim?: Claim;
  readonly energyClaims?: readonly Claim[];
  readonly keyClaim?: Claim;
  readonly sectionClaims?: readonly Claim[];
}

/** @param yardstick integrated loudness in LUFS by an independent meter; left out where there is none */
export function scoreTrack(truth: Truth, answer: FullAnswer, yardstick?: number | null): TrackScore {
  return {
    ...scoreRhythm(truth, answer),
    ...scoreKey(truth, answer),
    ...scoreForm(truth, answer, yardstick),
    ...known({ energyClaims: answer.energyClaims }),
  };
}

/** Drops what is undefined or null. */
const known = (scores: Record<string, unknown>): TrackScore =>
  Object.fromEntries(Object.entries(scores).filter(([, value]) => value !== undefined && value !== null));

const asNumber = (isTrue: boolean) => (isTrue ? 1 : 0);

function scoreRhythm(
  truth: Truth,
  { bpm, beats, downbeats, tempoConfidence, downbeatConfidence }: FullAnswer,
): TrackScore {
  if (truth.bpm === undefined || bpm === undefined) return {};
  if (truth.bpm === null) {
    const isRight = bpm === null;
    return known({ noBeat: asNumber(isRight), tempoClaim: claim(tempoConfidence, isRight) });
  }
  const isRight = isTempoRight(bpm, truth.bpm);
  const beatScore = truth.beats && beats ? beatF(truth.beats, beats) : null;
  const downbeatScore = truth.downbeats && downbeats ? beatF(truth.downbeats, downbeats) : null;
  return known({
    acc1: asNumber(isRight),
    acc2: asNumber(isTempoRightAtSomeLevel(bpm, truth.bpm)),
    gridBpmError: truth.isConstant ? bpmError(bpm, truth.bpm) : null,
    beatF: beatScore,
    downbeatF: downbeatScore,
    tempoClaim: claim(tempoConfidence, isRight),
    downbeatClaim:
      beatScore !== null && beatScore >= MOSTLY && downbeatScore !== null
        ? claim(downbeatConfidence, downbeatScore >= MOSTLY)
        : null,
  });
}

/** F-measure from which beats count as right. */
const MOSTLY = 0.75;

const claim = (confidence: number | undefined, isRight: boolean) =>
  confidence === undefined ? undefined : { confidence, isRight };

function scoreKey(truth: Truth, { key, keyConfidence }: FullAnswer): TrackScore {
  if (truth.key === undefined || key === undefined) return {};
  if (truth.key === null) {
    return known({ noKey: asNumber(key === null), keyClaim: claim(keyConfidence, key === null) });
  }
  const score = mirexScore(truth.key, key);
  return known({ key: score, keyClaim: claim(keyConfidence, score === 1) });
}

function scoreForm(truth: Truth, { sections, integrated }: FullAnswer, yardstick?: number | null): TrackScore {
  const hasForm = truth.sections && sections;
  return known({
    sectionHit: hasForm && truth.bpm ? sectionHit(truth.sections, sections, truth.bpm) : null,
    sectionClaims: hasForm && truth.bpm ? sectionClaims(truth.sections, sections, truth.bpm) : null,
    sectionKinds: hasForm ? sectionKinds(truth.sections, sections) : null,
    loudnessError: yardstick === undefined || integrated === undefined ? null : loudnessError(yardstick, integrated),
  });
}

/** Both silent is right; silence against a number is as wrong as the number is high above the gate. */
const loudnessError = (wanted: number | null, found: number | null) => Math.abs((wanted ?? -70) - (found ?? -70));
