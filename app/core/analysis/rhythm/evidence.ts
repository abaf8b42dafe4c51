import { fitOfEnds, type Ends } from './ends.ts';
import { beatsOfLevel, PLACES, QUARTERS, type Level } from './levels.ts';
import { GROUPS, type Places } from './places.ts';
import { atLag, type Tempogram } from './tempogram.ts';

/** Shares of a beat at which its profile is read. */
const SHARES = [0, 1 / 8, 1 / 4, 1 / 3, 3 / 8, 1 / 2, 5 / 8, 2 / 3, 3 / 4, 7 / 8] as const;
/** Quarters of a beat at which harmonic change is read. */
const QUARTERS_OF_BEAT = 4;
/** Distances in beats at which beats are compared, and those at which single groups are. */
const BEAT_LAGS = Uint8Array.of(1, 2, 3, 4, 6, 8);
const GROUP_LAGS = Uint8Array.of(1, 2, 3, 4);
const ACF_MULTIPLES = [1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 3 / 2, 2, 3, 4, 6] as const;
/** Centres of the tempo prior, octaves above 50 BPM. */
const TEMPO_CENTRES = [0, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1] as const;

/** What speaks for or against a level, in numbers near 1, for the model that was learned. */
export function evidenceFor(
  level: Level,
  places: Places,
  tempogram: Tempogram,
  bestStrength: number,
  ends: Ends,
): Float32Array {
  const series = beatSeries(level, places);
  const period = 6000 / level.bpm;
  const octaves = Math.log2(level.bpm / 50);
  const { tempo, support, steadiness } = level.track;
  return Float32Array.from([
    ...profile(series, places.means),
    ...changeProfile(series.change),
    ...changeProfile(series.bassChange),
    ...correlations(series.values, series.beats, BEAT_LAGS, 0, ROW),
    ...regularities(series),
    ...ACF_MULTIPLES.map((multiple) => 2 * atLag(tempogram.mean, multiple * period)),
    ...TEMPO_CENTRES.map((centre) => Math.exp(-(((octaves - centre) / 0.25) ** 2))),
    octaves - 1,
    (octaves - 1) ** 2,
    3 * (bestStrength - tempo.strength),
    support / 3,
    steadiness,
    ...fitOfEnds(ends, beatsOfLevel(level)[0] ?? 0, period),
  ]);
}

/** Strength at each share of each beat of a level. */
interface Series {
  readonly beats: number;
  /** shares × groups × beats: each column in a row, as the sums want them. */
  readonly values: Float32Array;
  /** Harmonic change at each quarter of each beat. */
  readonly change: Float32Array;
  readonly bassChange: Float32Array;
}

const ROW = SHARES.length * GROUPS;

function beatSeries({ stride, offset }: Level, { strength, change, bassChange, count }: Places): Series {
  const length = (stride * PLACES) / QUARTERS;
  const first = (offset * PLACES) / QUARTERS;
  const beats = Math.max(0, Math.floor((count - first) / length));
  const values = new Float32Array(beats * ROW);
  SHARES.forEach((share, index) => {
    const from = (first + Math.round(share * length)) * GROUPS;
    const to = index * GROUPS * beats;
    for (let group = 0; group < GROUPS; group++) {
      gather(strength, from + group, length * GROUPS, values.subarray(to + group * beats, to + (group + 1) * beats));
    }
  });
  const changes = new Float32Array(beats * QUARTERS_OF_BEAT);
  const bassChanges = new Float32Array(beats * QUARTERS_OF_BEAT);
  for (let quarter = 0; quarter < QUARTERS_OF_BEAT; quarter++) {
    const from = first + (quarter * length) / QUARTERS_OF_BEAT;
    gather(change, from, length, changes.subarray(quarter * beats, (quarter + 1) * beats));
    gather(bassChange, from, length, bassChanges.subarray(quarter * beats, (quarter + 1) * beats));
  }
  return { beats, values, change: changes, bassChange: bassChanges };
}

/** Fills a column with every `step`th number from `from` on. */
function gather(source: Float32Array, from: number, step: number, column: Float32Array): void {
  for (let i = 0; i < column.length; i++) column[i] = source[from + i * step]!;
}

/** Mean strength at each share and group against the mean of the group, compressed. */
function profile({ beats, values }: Series, means: Float32Array): Float64Array {
  const shape = new Float64Array(ROW);
  for (let i = 0; i < ROW; i++) {
    const mean = sumOf(values, i * beats, beats, Math.max(1, beats));
    shape[i] = Math.log2((mean + 0.1) / (means[i % GROUPS]! + 0.1)) / 2;
  }
  return shape;
}

/** Harmonic change on the beat against that at its quarters. */
function changeProfile(change: Float32Array): number[] {
  const beats = change.length / QUARTERS_OF_BEAT;
  const sumAt = (quarter: number) => 0.01 + sumOf(change, quarter * beats, beats, 1);
  return [1, 2, 3].map((quarter) => 2 * Math.log2(sumAt(0) / sumAt(quarter)));
}

/** Sum of `count` numbers from `from` on, each divided by `by`. */
function sumOf(values: Float32Array, from: number, count: number, by: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i]! / by;
  return sum;
}

/** How alike beats that lie some beats apart are on the beat, by group, and in harmonic change. */
function regularities({ beats, values, change }: Series): number[] {
  return [
    ...[0, 1, 2, 3].flatMap((group) => [...correlations(values, beats, GROUP_LAGS, group, 1)]),
    ...correlations(change, beats, GROUP_LAGS, 0, 1),
    contrast(values, beats, 0, 2),
    contrast(values, beats, 0, 3),
  ];
}

/** Correlation of `width` columns of `count` numbers with the same some beats later, around their means. */
function correlations(
  columns: Float32Array,
  count: number,
  lags: Uint8Array,
  from: number,
  width: number,
): Float64Array {
  const sums = new Float64Array(lags.length);
  const centred = new Float64Array(count);
  let below = 1e-6;
  for (let column = from; column < from + width; column++) {
    below += centreColumn(columns, column, centred);
    for (let k = 0; k < lags.length; k++) sums[k]! += productAt(centred, lags[k]!);
  }
  for (let k = 0; k < lags.length; k++) {
    const lag = lags[k]!;
    sums[k] = count > lag ? (sums[k]! * count) / (count - lag) / below : 0;
  }
  return sums;
}

/** Writes a column around its mean; returns its energy then. */
function centreColumn(columns: Float32Array, column: number, out: Float64Array): number {
  const count = out.length;
  const from = column * count;
  const mean = sumOf(columns, from, count, count);
  let energy = 0;
  for (let i = 0; i < count; i++) {
    const here = columns[from + i]! - mean;
    out[i] = here;
    energy += here * here;
  }
  return energy;
}

function productAt(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += values[i]! * values[i - lag]!;
  return sum;
}

/** Correlation of two groups on the beat: -1 where they take turns. */
function contrast(columns: Float32Array, count: number, a: number, b: number): number {
  const one = new Float64Array(count);
  const other = new Float64Array(count);
  const energies = (1e-6 + centreColumn(columns, a, one)) * (1e-6 + centreColumn(columns, b, other));
  let product = 0;
  for (let i = 0; i < count; i++) product += one[i]! * other[i]!;
  return product / Math.sqrt(energies);
}
