/** How far from the true tempo still counts as right, as share of it (the MIREX and mir_eval habit). */
const TOLERANCE = 0.04;
/** Metrical levels that Acc2 forgives. */
const levels = [1, 2, 1 / 2, 3, 1 / 3] as const;

const isNear = (bpm: number, truth: number) => Math.abs(bpm - truth) <= TOLERANCE * truth;

/** Acc1: within 4 % of the true tempo. No answer is a wrong answer. */
export const isTempoRight = (bpm: number | null, truth: number): boolean => bpm !== null && isNear(bpm, truth);

/** Acc2: right at the true level, at its half, third, double or triple. */
export const isTempoRightAtSomeLevel = (bpm: number | null, truth: number): boolean =>
  bpm !== null && levels.some((level) => isNear(bpm, truth * level));

/** Distance in BPM from the true tempo after the wrong level, if any, is taken out; null where Acc2 fails. */
export function bpmError(bpm: number | null, truth: number): number | null {
  if (bpm === null) return null;
  const errors = levels.filter((level) => isNear(bpm, truth * level)).map((level) => Math.abs(bpm / level - truth));
  return errors.length > 0 ? Math.min(...errors) : null;
}
