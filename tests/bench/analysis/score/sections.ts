import type { SectionSpan } from '../truth.ts';
import { matchF } from './beats.ts';

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
