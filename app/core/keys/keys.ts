import type { KeyResult } from '#contracts/records/analysis.ts';

/** Names of the pitch classes as DJs write them. */
const sharpNames = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'] as const;

const pitchClasses: Readonly<Record<string, number>> = {
  C: 0,
  'C#': 1,
  Db: 1,
  D: 2,
  'D#': 3,
  Eb: 3,
  E: 4,
  F: 5,
  'F#': 6,
  Gb: 6,
  G: 7,
  'G#': 8,
  Ab: 8,
  A: 9,
  'A#': 10,
  Bb: 10,
  B: 11,
};

/** A key that is known. */
export type MusicalKey = Pick<KeyResult, 'tonic' | 'mode'>;

/** Pitch class 0 to 11 of a note name such as `F#` or `Bb`; null when it is none. */
export const pitchClass = (name: string): number | null => pitchClasses[name] ?? null;

/** For example "A minor" as `A m`, "E flat major" as `E♭`; null without a key. */
export function keyName({ tonic, mode }: MusicalKey): string | null {
  if (tonic === null || mode === null) return null;
  return `${sharpNames[tonic]}${mode === 'minor' ? 'm' : ''}`;
}

/** Steps around the circle of fifths from C major (A minor): 0 to 11. */
export function fifths({ tonic, mode }: MusicalKey): number | null {
  if (tonic === null || mode === null) return null;
  const relativeMajor = mode === 'major' ? tonic : tonic + 3;
  return (relativeMajor * 7) % 12;
}

/** Camelot wheel name, `8A` for A minor; null without a key. */
export function camelot(key: MusicalKey): string | null {
  const steps = fifths(key);
  return steps === null ? null : `${((steps + 7) % 12) + 1}${key.mode === 'minor' ? 'A' : 'B'}`;
}

/** Open Key name, `1m` for A minor; null without a key. */
export function openKey(key: MusicalKey): string | null {
  const steps = fifths(key);
  return steps === null ? null : `${steps + 1}${key.mode === 'minor' ? 'm' : 'd'}`;
}
