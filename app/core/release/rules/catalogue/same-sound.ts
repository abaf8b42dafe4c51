import type { AudioFacts } from '#contracts/release/facts.ts';
import { samePrint } from '../../audio/print-text.ts';

/** A comparison takes milliseconds, and its two sides never change. */
const known = new WeakMap<AudioFacts, WeakMap<AudioFacts, boolean>>();

/**
 * Whether two masters are one recording: the same samples, or the same sound at another gain or in another format.
 *
 * @param apartSec - files whose lengths differ by more are not compared
 */
export function isSameSound(a: AudioFacts, b: AudioFacts, apartSec: number): boolean {
  if (a.audioHash !== '' && a.audioHash === b.audioHash) return true;
  if (a.fingerprint === '' || b.fingerprint === '' || Math.abs(a.durationSec - b.durationSec) > apartSec) return false;
  if (a.fingerprint === b.fingerprint) return true;
  let verdicts = known.get(a);
  if (!verdicts) known.set(a, (verdicts = new WeakMap()));
  let verdict = verdicts.get(b);
  if (verdict === undefined) verdicts.set(b, (verdict = samePrint(a.fingerprint, b.fingerprint) !== null));
  return verdict;
}
