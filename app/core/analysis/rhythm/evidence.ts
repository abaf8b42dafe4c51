import type { Envelope } from './envelope.ts';
import { ONSET_BANDS, TONE_BASS, TONE_FRAMES, TONE_LEVELS, TONE_SIZE, type RhythmFeatures } from './features.ts';
import type { ClassTrack } from './class-track.ts';
import { fitOfEnds, type Ends } from './ends.ts';
import { beatsOfLevel, PLACES, QUARTERS, type Level } from './levels.ts';
import { atLag, type Tempogram } from './tempogram.ts';

/** Bands that are told apart: kick, low, snare, high, cymbals. */
const GROUP_OF_BAND = [0, 1, 1, 2, 2, 3, 3, 4] as const;
const GROUPS = 5;

/** Onset strength of a class track by place in the beat. */
export interface Places {
  /** Rows of {@link GROUPS}, {@link PLACES} for each beat. */
  readonly strength: Float32Array;
  /** Harmonic change at each place, of all tones and of the bass alone. */
  readonly change: Float32Array;
  readonly bassChange: Float32Array;
  readonly count: number;
}

/** What of the audio happens at which place between the beats of a class. */
export function placesOf(envelope: Envelope, { all, bass }: HarmonicFlux, { beats }: ClassTrack): Places {
  const count = Math.max(0, beats.length - 1) * PLACES;
  const strength = new Float32Array(count * GROUPS);
  const change = new Float32Array(count);
  const bassChange = new Float32Array(count);
  for (let place = 0; place < count; place++) {
    const beat = Math.floor(place / PLACES);
    const share = (place % PLACES) / PLACES;
    const frame = Math.round(beats[beat]! + share * (beats[beat + 1]! - beats[beat]!));
    const inside = Math.min(all.length - 1, Math.max(0, frame));
    change[place] = all[inside] ?? 0;
    bassChange[place] = bass[inside] ?? 0;
    for (let band = 0; band < ONSET_BANDS; band++) {
      const group = GROUP_OF_BAND[band]!;
      let most = 0;
      for (let near = frame - 1; near <= frame + 1; near++) {
        const value = envelope.bands[near * ONSET_BANDS + band] ?? 0;
        if (value > most) most = value;
      }
      const at = place * GROUPS + group;
      if (most > strength[at]!) strength[at] = most;
    }
  }
  return { strength, change, bassChange, count };
}

/** Harmonic change by frame. */
export interface HarmonicFlux {
  readonly all: Float32Array;
  /** Of the bass alone, whose changes tell the beat best. */
  readonly bass: Float32Array;
}

export function harmonicFlux(features: RhythmFeatures): HarmonicFlux {
  return { all: changeOf(features, 0), bass: changeOf(features, TONE_BASS) };
}

/** How far the tones of the next 0.4 s are from those of the last, from `first` on. */
function changeOf({ frames, tones }: RhythmFeatures, first: number): Float32Array {
  const rows = tones.length / TONE_SIZE;
  const byRow = new Float32Array(rows);
  for (let row = 1; row < rows; row++) {
    let sum = 0;
    for (let i = first; i < TONE_LEVELS; i++) {
      let [before, after] = [0, 0];
      for (let k = 0; k < 4; k++) {
        before += tones[Math.max(0, row - 1 - k) * TONE_SIZE + i]!;
        after += tones[Math.min(rows - 1, row + k) * TONE_SIZE + i]!;
      }
      sum += Math.abs(after - before) / 4;
    }
    byRow[row] = sum / (TONE_LEVELS - first);
  }
  return Float32Array.from({ length: frames }, (_, frame) => {
    // The border of a row lies at its first frame.
    const at = frame / TONE_FRAMES;
    const below = Math.floor(at);
    return byRow[below]! + (at - below) * ((byRow[below + 1] ?? byRow[below]!) - byRow[below]!);
  });
}

/** Shares of a beat at which its profile is read. */
const SHARES = [0, 1 / 8, 1 / 4, 1 / 3, 3 / 8, 1 / 2, 5 / 8, 2 / 3, 3 / 4, 7 / 8] as const;
/** Quarters of a beat at which harmonic change is read. */
const QUARTERS_OF_BEAT = 4;
/** Distances in beats at which beats are compared. */
const BEAT_LAGS = [1, 2, 3, 4, 6, 8] as const;
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
    ...profile(series),
    ...similarities(series),
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
  /** beats × shares × groups */
  readonly values: Float32Array;
  /** Harmonic change at each quarter of each beat. */
  readonly change: Float32Array;
  readonly bassChange: Float32Array;
  /** Mean of each group over all places. */
  readonly means: Float32Array;
}

const ROW = SHARES.length * GROUPS;

function beatSeries({ stride, offset }: Level, { strength, change, bassChange, count }: Places): Series {
  const length = (stride * PLACES) / QUARTERS;
  const first = (offset * PLACES) / QUARTERS;
  const beats = Math.max(0, Math.floor((count - first) / length));
  const values = new Float32Array(beats * ROW);
  const changes = new Float32Array(beats * QUARTERS_OF_BEAT);
  const bassChanges = new Float32Array(beats * QUARTERS_OF_BEAT);
  for (let beat = 0; beat < beats; beat++) {
    const start = first + beat * length;
    for (let quarter = 0; quarter < QUARTERS_OF_BEAT; quarter++) {
      const place = start + (quarter * length) / QUARTERS_OF_BEAT;
      changes[QUARTERS_OF_BEAT * beat + quarter] = change[place]!;
      bassChanges[QUARTERS_OF_BEAT * beat + quarter] = bassChange[place]!;
    }
    SHARES.forEach((share, s) => {
      const place = start + Math.round(share * length);
      for (let group = 0; group < GROUPS; group++) {
        values[beat * ROW + s * GROUPS + group] = strength[place * GROUPS + group]!;
      }
    });
  }
  const means = new Float32Array(GROUPS);
  for (let i = 0; i < strength.length; i++) means[i % GROUPS]! += (strength[i]! * GROUPS) / strength.length;
  return { beats, values, change: changes, bassChange: bassChanges, means };
}

/** Mean strength at each share and group against the mean of the group, compressed; and of the harmonic change. */
function profile({ beats, values, change, bassChange, means }: Series): number[] {
  const sums = new Float64Array(ROW);
  for (let i = 0; i < values.length; i++) sums[i % ROW]! += values[i]! / Math.max(1, beats);
  const shape = Array.from(sums, (sum, i) => Math.log2((sum + 0.1) / (means[i % GROUPS]! + 0.1)) / 2);
  return [...shape, ...changeProfile(change), ...changeProfile(bassChange)];
}

/** Harmonic change on the beat against that at its quarters. */
function changeProfile(change: Float32Array): number[] {
  const sums = [0.01, 0.01, 0.01, 0.01];
  for (let i = 0; i < change.length; i++) sums[i % QUARTERS_OF_BEAT]! += change[i]!;
  const [on, ...others] = sums as [number, ...number[]];
  return others.map((other) => 2 * Math.log2(on / other));
}

/** How alike beats are that lie some beats apart: correlation of all that happens in them. */
function similarities({ beats, values }: Series): number[] {
  return BEAT_LAGS.map((lag) => correlationAt(values, beats, ROW, lag, 0, ROW));
}

/** The same for what happens on the beat, by group, and for the harmonic change. */
function regularities({ beats, values, change }: Series): number[] {
  const lags = [1, 2, 3, 4];
  const byGroup = [0, 1, 2, 3].flatMap((group) => {
    return lags.map((lag) => correlationAt(values, beats, ROW, lag, group, 1));
  });
  const harmonic = lags.map((lag) => correlationAt(change, beats, QUARTERS_OF_BEAT, lag, 0, 1));
  return [...byGroup, ...harmonic, contrast(values, beats, 0, 2), contrast(values, beats, 0, 3)];
}

/** Correlation of columns `from` to `from + width` of the rows with those `lag` rows later, around their means. */
function correlationAt(
  rows: Float32Array,
  count: number,
  row: number,
  lag: number,
  from: number,
  width: number,
): number {
  let [above, below] = [0, 1e-6];
  for (let column = from; column < from + width; column++) {
    let mean = 0;
    for (let i = 0; i < count; i++) mean += rows[i * row + column]! / count;
    for (let i = 0; i < count; i++) {
      const here = rows[i * row + column]! - mean;
      below += here * here;
      if (i + lag < count) above += (here * (rows[(i + lag) * row + column]! - mean) * count) / (count - lag);
    }
  }
  return above / below;
}

/** Correlation of two groups on the beat: -1 where they take turns. */
function contrast(rows: Float32Array, count: number, a: number, b: number): number {
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < count; i++) {
    meanA += rows[i * ROW + a]! / count;
    meanB += rows[i * ROW + b]! / count;
  }
  let [ab, aa, bb] = [0, 1e-6, 1e-6];
  for (let i = 0; i < count; i++) {
    const [x, y] = [rows[i * ROW + a]! - meanA, rows[i * ROW + b]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
}
