/** How the second tempo is brought to the first. */
export type TempoRelation = 'same' | 'half' | 'double' | 'apart' | 'unknown';

export interface TempoFit {
  readonly relation: TempoRelation;
  /** Speed at which the second plays for the beats to match, 1 = its own; null when a tempo is unknown. */
  readonly ratio: number | null;
  /** Semitones by which that raises its pitch when key lock is off. */
  readonly pitchShift: number;
  /** 0 to 1; null when a tempo is unknown. */
  readonly score: number | null;
}

/** Change of speed that nobody minds, and the one where it no longer mixes. */
const FREE = 0.02;
const LIMIT = 0.12;
/** Half and double time work, and feel different. */
const levels = [
  { relation: 'same', of: 1, worth: 1 },
  { relation: 'double', of: 0.5, worth: 0.8 },
  { relation: 'half', of: 2, worth: 0.8 },
] as const;

/** Both in beats per minute; "double" when the second has twice the beats of the first. */
export function fitTempos(first: number | null, second: number | null): TempoFit {
  if (!isTempo(first) || !isTempo(second)) return { relation: 'unknown', ratio: null, pitchShift: 0, score: null };
  const ways = levels.map(({ relation, of, worth }) => {
    const ratio = first / (second * of);
    const change = Math.abs(Math.log2(ratio));
    const [free, limit] = [Math.log2(1 + FREE), Math.log2(1 + LIMIT)];
    return { relation, ratio, score: worth * Math.max(0, Math.min(1, (limit - change) / (limit - free))) };
  });
  const best = ways.reduce((most, way) => (way.score > most.score ? way : most));
  if (best.score === 0) return { relation: 'apart', ratio: first / second, pitchShift: 0, score: 0 };
  return { ...best, pitchShift: 12 * Math.log2(best.ratio) };
}

const isTempo = (bpm: number | null): bpm is number => bpm !== null && bpm > 0 && Number.isFinite(bpm);
