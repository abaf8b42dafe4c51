import { fifths, type MusicalKey } from '../../keys/keys.ts';

/** How the second key stands to the first. */
export type KeyRelation =
  | 'same'
  /** One step along the wheel, up (8A to 9A) or down (8A to 7A). */
  | 'fifth-up'
  | 'fifth-down'
  /** Same number, other letter (8A to 8B): the same notes. */
  | 'relative'
  /** One step and the other letter (8A to 9B, 8B to 7A). */
  | 'diagonal'
  /** Same tonic, other mode (8A to 11B). */
  | 'parallel'
  /** Seven steps on (8A to 3A): a semitone up, which lifts. */
  | 'boost-semitone'
  /** Two steps on (8A to 10A): a whole tone up. */
  | 'boost-tone'
  | 'clash'
  | 'unknown';

export interface KeyFit {
  readonly relation: KeyRelation;
  /** Steps along the wheel from the first to the second, -5 to 6; null when a key is unknown. */
  readonly steps: number | null;
  /** How far the second is out of tune with the first after both play at one tempo, -50 to 50 cents. */
  readonly outOfTuneCents: number;
  /** Semitones to shift the second by, at most 2 either way, that would fit best; 0 when nothing is better. */
  readonly bestShift: number;
  /** 0 to 1; null when a key is unknown. */
  readonly score: number | null;
}

/** By what DJs and harmony agree on: shared notes first; a lift works as an effect, not as a blend. */
const scores: Readonly<Record<Exclude<KeyRelation, 'unknown'>, number>> = {
  same: 1,
  'fifth-up': 0.9,
  'fifth-down': 0.9,
  relative: 0.92,
  diagonal: 0.65,
  parallel: 0.55,
  'boost-tone': 0.6,
  'boost-semitone': 0.5,
  clash: 0.1,
};
/** From here on in cents two tracks sound out of tune; at 50 they clash whatever their keys. */
const IN_TUNE = 15;
const SHIFTS = [1, -1, 2, -2];
/** What a shift has to gain to be proposed: it costs quality. */
const SHIFT_GAIN = 0.15;

/** @param semitones by which the second sounds above its own key, a fraction included */
export function fitKeys(first: MusicalKey, second: MusicalKey, semitones: number): KeyFit {
  const shift = Math.round(semitones);
  const outOfTuneCents = 100 * (semitones - shift);
  const relation = relate(first, second, shift);
  if (relation === 'unknown') return { relation, steps: null, outOfTuneCents, bestShift: 0, score: null };
  const score = scores[relation] * tunedShare(outOfTuneCents);
  const bestShift = SHIFTS.reduce((best, by) => (worth(by) > worth(best) ? by : best), 0);
  function worth(by: number): number {
    const other = relate(first, second, shift + by);
    return other === 'unknown' ? 0 : scores[other] - (by === 0 ? 0 : SHIFT_GAIN + 0.02 * Math.abs(by));
  }
  return { relation, steps: stepsBetween(first, second, shift), outOfTuneCents, bestShift, score };
}

function tunedShare(cents: number): number {
  const beyond = Math.max(0, Math.abs(cents) - IN_TUNE);
  return Math.max(0.15, 1 - beyond / (50 - IN_TUNE));
}

/** Signed steps along the circle of fifths, -5 to 6; a semitone is seven of them. */
function stepsBetween(first: MusicalKey, second: MusicalKey, shift: number): number | null {
  const [from, to] = [fifths(first), fifths(second)];
  if (from === null || to === null) return null;
  const steps = (((to - from + 7 * shift) % 12) + 12) % 12;
  return steps > 6 ? steps - 12 : steps;
}

function relate(first: MusicalKey, second: MusicalKey, shift: number): KeyRelation {
  const steps = stepsBetween(first, second, shift);
  if (steps === null) return 'unknown';
  if (first.mode === second.mode) return sameLetter.get(steps) ?? 'clash';
  if (steps === 0) return 'relative';
  const towardsMajor = first.mode === 'minor' ? steps : -steps;
  if (towardsMajor === 1) return 'diagonal';
  return towardsMajor === 3 ? 'parallel' : 'clash';
}

const sameLetter: ReadonlyMap<number, KeyRelation> = new Map([
  [0, 'same'],
  [1, 'fifth-up'],
  [-1, 'fifth-down'],
  [2, 'boost-tone'],
  // Seven steps on are five back.
  [-5, 'boost-semitone'],
]);
