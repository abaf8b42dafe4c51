import type { SectionSpan } from '../truth.ts';
import { matchF } from './beats.ts';
import type { Claim } from './calibration.ts';

/** F-measure of the boundaries inside the track, within two beats; null for a track without any. */
export function sectionHit(truth: readonly SectionSpan[], found: readonly SectionSpan[], bpm: number): number | null {
  const inner = (spans: readonly SectionSpan[]) => spans.slice(1).map(({ startSec }) => startSec);
  return matchF(inner(truth), inner(found), 120 / bpm);
}

/** Share of the time in which the kind is the true one. */
export function sectionKinds(truth: readonly SectionSpan[], found: readonly SectionSpan[]): number {
  let [right, all] = [0, 0];
  for (const span of truth) {
    all += span.endSec - span.startSec;
    for (const one of found) {
      const shared = Math.min(span.endSec, one.endSec) - Math.max(span.startSec, one.startSec);
      if (one.kind === span.kind && shared > 0) right += shared;
    }
  }
  return all > 0 ? right / all : 0;
}

/** What each section claims: that a true one begins where it does, within two beats, and that it is mostly of its kind. */
export function sectionClaims(
  truth: readonly SectionSpan[],
  found: readonly (SectionSpan & { readonly confidence?: number })[],
  bpm: number,
): Claim[] {
  const starts = truth.map(({ startSec }) => startSec);
  return found.flatMap((section, index) => {
    if (section.confidence === undefined) return [];
    const begins = index === 0 || starts.some((start) => Math.abs(start - section.startSec) <= 120 / bpm);
    const isOfKind = sectionKinds([section], truth) > 0.5;
    return [{ confidence: section.confidence, isRight: begins && isOfKind }];
  });
}
