import type { MusicalKey } from './keys.ts';

/** Pitch class of the major key with the same notes. */
const relativeMajor = ({ tonic, mode }: MusicalKey): number | null =>
  tonic === null || mode === null ? null : (tonic + (mode === 'major' ? 0 : 3)) % 12;

/**
 * Semitones, -5 to 6, by which a track is shifted so that it has the notes of another: that one's key or its relative.
 * Null when either has no key.
 */
export function semitonesToMatch(own: MusicalKey, other: MusicalKey): number | null {
  const [from, to] = [relativeMajor(own), relativeMajor(other)];
  if (from === null || to === null) return null;
  const up = (to - from + 12) % 12;
  return up > 6 ? up - 12 : up;
}
