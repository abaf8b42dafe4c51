export interface Key {
  /** Pitch class, 0 = C. */
  readonly tonic: number;
  readonly mode: 'major' | 'minor';
}

/** Score of the MIREX key task: 1 for the key, 0.5 a fifth off, 0.3 the relative, 0.2 the parallel key, else 0. */
export function mirexScore(truth: Key, found: Key | null): number {
  if (!found) return 0;
  const up = (found.tonic - truth.tonic + 12) % 12;
  if (found.mode === truth.mode) return up === 0 ? 1 : up === 5 || up === 7 ? 0.5 : 0;
  if (up === (truth.mode === 'major' ? 9 : 3)) return 0.3;
  return up === 0 ? 0.2 : 0;
}
