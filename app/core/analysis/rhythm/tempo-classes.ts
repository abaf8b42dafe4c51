import { atLag, LAGS, WINDOW_HOP, type Tempogram } from './tempogram.ts';

/** Periods in frames from here to twice this stand for all metrical levels of a class (91 to 182 BPM). */
const SHORTEST = 33;
/** Steps in which an octave of periods is searched. */
const STEPS = 240;
/** Multiples of a period at which regular music repeats, and how much each counts. */
const MULTIPLES = [
  [0.5, 0.5],
  [1, 1],
  [2, 1],
  [4, 1],
  [8, 0.7],
] as const;
/** Closer than this, as ratio, two periods are the same. */
const SAME = 1.04;
const MOST = 4;
/** Kin of the strongest class that are candidates however weak: three against two, four against three. */
const KIN = [1.5, 4 / 3] as const;
/** The path of periods keeps within this share of the class, in steps of this share. */
const PATH_STEP = 0.008;
const PATH_STEPS = 40;
/** Costs of a step, so that the tempo changes only where the music says so. */
export const CHANGE_COST = 0.01;

/** Tempi that are a power of two apart. */
export interface TempoClass {
  /** Its period between 0.33 and 0.66 s, in frames. */
  readonly period: number;
  /** How regular the music is at this period and its powers of two, at most 1. */
  readonly strength: number;
  /** Period in each window of the tempogram. */
  readonly path: Float64Array;
}

/** The classes that are worth a beat track, strongest first. */
export function tempoClasses(tempogram: Tempogram): TempoClass[] {
  const curve = Float64Array.from({ length: STEPS }, (_, i) => strengthAt(tempogram.mean, periodOf(i)));
  const peaks = [...curve.keys()]
    .filter((i) => curve[i]! >= curve[(i + STEPS - 1) % STEPS]! && curve[i]! > curve[(i + 1) % STEPS]!)
    .sort((a, b) => curve[b]! - curve[a]!);
  const chosen: number[] = [];
  const add = (step: number) => {
    if (chosen.length < MOST && chosen.every((other) => !isSame(other, step))) chosen.push(step);
  };
  for (const peak of peaks.slice(0, 2)) add(peak);
  if (chosen.length === 0) chosen.push(0);
  for (const ratio of KIN) add(climb(curve, Math.round(chosen[0]! + Math.log2(ratio) * STEPS)));
  for (const peak of peaks.slice(2)) add(peak);
  return chosen.map((step) => {
    const period = periodOf(step);
    return { period, strength: curve[step]!, path: periodPath(tempogram, period) };
  });
}

const periodOf = (step: number) => SHORTEST * 2 ** (step / STEPS);

function isSame(a: number, b: number): boolean {
  const apart = Math.abs(a - b) % STEPS;
  return Math.min(apart, STEPS - apart) < Math.log2(SAME) * STEPS;
}

function strengthAt(row: Float32Array, period: number): number {
  let [sum, weights] = [0, 0];
  for (const [multiple, weight] of MULTIPLES) {
    if (multiple * period > LAGS - 2) continue;
    sum += weight * atLag(row, multiple * period);
    weights += weight;
  }
  return sum / weights;
}

/** The best step at most 3 % away. */
function climb(curve: Float64Array, from: number): number {
  const reach = Math.round(Math.log2(1.03) * STEPS);
  let best = ((from % STEPS) + STEPS) % STEPS;
  const start = best;
  for (let i = -reach; i <= reach; i++) {
    const step = (start + i + STEPS) % STEPS;
    if (curve[step]! > curve[best]!) best = step;
  }
  return best;
}

/** The likeliest period in each window, by the Viterbi algorithm. */
function periodPath({ windows, rows }: Tempogram, period: number): Float64Array {
  const states = 2 * PATH_STEPS + 1;
  const periods = Float64Array.from({ length: states }, (_, i) => period * Math.exp((i - PATH_STEPS) * PATH_STEP));
  let scores = new Float64Array(states);
  const from = new Uint8Array(windows * states);
  for (let window = 0; window < windows; window++) {
    const row = rows.subarray(window * LAGS, (window + 1) * LAGS);
    const origins = from.subarray(window * states, (window + 1) * states);
    bestOrigins(scores, origins);
    const next = new Float64Array(states);
    for (let state = 0; state < states; state++) {
      next[state] = scoreFrom(scores, origins[state]!, state) + strengthAt(row, periods[state]!);
    }
    scores = next;
  }
  const path = new Float64Array(windows);
  let state = scores.indexOf(Math.max(...scores));
  for (let window = windows - 1; window >= 0; window--) {
    path[window] = periods[state]!;
    state = from[window * states + state]!;
  }
  return path;
}

const scoreFrom = (scores: Float64Array, origin: number, state: number) =>
  scores[origin]! - CHANGE_COST * Math.abs(origin - state);

/**
 * From where each state is reached best. Costs rise with the distance, so that the best origin below a state is that of
 * its neighbour or the state itself: one pass upwards and one downwards find them all.
 */
export function bestOrigins(scores: Float64Array, origins: Uint8Array): void {
  const last = scores.length - 1;
  origins[0] = 0;
  for (let state = 1; state <= last; state++) {
    const below = origins[state - 1]!;
    origins[state] = scores[state]! > scoreFrom(scores, below, state) ? state : below;
  }
  let above = last;
  for (let state = last; state >= 0; state--) {
    if (scores[state]! >= scoreFrom(scores, above, state)) above = state;
    const below = origins[state]!;
    if (scoreFrom(scores, above, state) > scoreFrom(scores, below, state)) origins[state] = above;
  }
}

/** Period of a class at a frame. */
export function periodAt({ path }: TempoClass, frame: number): number {
  const at = Math.min(Math.max(frame / WINDOW_HOP, 0), path.length - 1);
  const below = Math.min(Math.floor(at), path.length - 1);
  const next = path[below + 1] ?? path[below]!;
  return path[below]! + (at - below) * (next - path[below]!);
}
