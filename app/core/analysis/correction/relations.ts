import type { Mode } from '#contracts/records/analysis.ts';
import type { NamedKey } from '#contracts/records/correction.ts';

/** How a key lies to another one that sounds much like it, and so is taken for it. */
export type KeyRelation = 'same' | 'relative' | 'dominant' | 'subdominant' | 'parallel';

/** The mistakes of key finders, likeliest first, with their share of all mistakes; the rest lies further off. */
export const mistakes: readonly (readonly [Exclude<KeyRelation, 'same'>, number])[] = [
  ['relative', 0.35],
  ['dominant', 0.2],
  ['subdominant', 0.2],
  ['parallel', 0.15],
];

/** A key that is known. */
export interface KnownKey {
  readonly tonic: number;
  readonly mode: Mode;
}

export const isKnown = (key: NamedKey): key is KnownKey => key.tonic !== null && key.mode !== null;

const other = (mode: Mode): Mode => (mode === 'major' ? 'minor' : 'major');

/** The key that lies so to `key`: C major's relative is A minor, its dominant G major. */
export function related({ tonic, mode }: KnownKey, relation: KeyRelation): KnownKey {
  const up = (semitones: number) => (tonic + semitones) % 12;
  switch (relation) {
    case 'same':
      return { tonic, mode };
    case 'relative':
      return { tonic: up(mode === 'major' ? 9 : 3), mode: other(mode) };
    case 'dominant':
      return { tonic: up(7), mode };
    case 'subdominant':
      return { tonic: up(5), mode };
    case 'parallel':
      return { tonic, mode: other(mode) };
  }
}

/** How `said` lies to `heard`; null for anything further off. */
export function relationOf(heard: KnownKey, said: KnownKey): KeyRelation | null {
  const all: readonly KeyRelation[] = ['same', ...mistakes.map(([relation]) => relation)];
  const isSo = (relation: KeyRelation) => {
    const { tonic, mode } = related(heard, relation);
    return tonic === said.tonic && mode === said.mode;
  };
  return all.find(isSo) ?? null;
}
