import { endsOf, fitOfEnds } from './ends.ts';
import type { Envelope } from './envelope.ts';
import type { HarmonicFlux } from './harmonic-flux.ts';
import { ONSET_BANDS, TONE_FRAMES, TONE_SIZE, type RhythmFeatures } from './features.ts';

/** How bars may lie over beats: their length and the first beat that begins one. */
export interface BarReading {
  readonly beatsPerBar: number;
  readonly downbeat: number;
  readonly evidence: Float32Array;
}

const METERS = [4, 3] as const;
/** Beats on each side between which sound is compared, for small and large form. */
const [NEAR, FAR] = [4, 16];
/** Distances at which beats are compared for the meter. */
const LAGS = [2, 3, 4, 6, 8, 12] as const;

/** All bars that beats (in frames) may have, with what speaks for them. */
export function barReadings(
  features: RhythmFeatures,
  envelope: Envelope,
  flux: HarmonicFlux,
  beats: Float64Array,
): BarReading[] {
  const frames = features.frames;
  const { bands } = envelope;
  const ends = endsOf(envelope, features);
  const period = beats.length > 1 ? (beats.at(-1)! - beats[0]!) / (beats.length - 1) : 1;
  const onset = (from: number, to: number) => {
    return Float64Array.from(beats, (beat) => {
      let sum = 0;
      for (let band = from; band <= to; band++) {
        let most = 0;
        for (let frame = Math.round(beat) - 2; frame <= beat + 2; frame++) {
          most = Math.max(most, bands[frame * ONSET_BANDS + band] ?? 0);
        }
        sum += most;
      }
      return sum;
    });
  };
  const changeIn = (values: Float32Array) => {
    return Float64Array.from(beats, (beat) => values[Math.min(frames - 1, Math.max(0, Math.round(beat)))] ?? 0);
  };
  const sounds = soundAtBeats(features, beats);
  const series = [
    onset(0, 0),
    onset(1, 2),
    onset(3, 4),
    onset(5, 7),
    changeIn(flux.all),
    changeIn(flux.bass),
    novelty(sounds, NEAR),
    novelty(sounds, FAR),
  ];
  const standard = series.map(standardised);
  const likeness = LAGS.flatMap((lag) => [1, 0, 2, 4].map((index) => correlation(standard[index]!, lag)));
  return METERS.flatMap((beatsPerBar) => {
    return Array.from({ length: beatsPerBar }, (_, downbeat) => {
      const fit = fitOfEnds(ends, beats[downbeat] ?? 0, beatsPerBar * period);
      return { beatsPerBar, downbeat, evidence: evidenceFor(standard, [...likeness, ...fit], beatsPerBar, downbeat) };
    });
  });
}

/** Each meter has its own places in the input, 0 for the other one. */
function evidenceFor(series: Float64Array[], common: number[], beatsPerBar: number, downbeat: number): Float32Array {
  const means = series.flatMap((values) => {
    return Array.from({ length: beatsPerBar }, (_, place) => meanAt(values, place + downbeat, beatsPerBar));
  });
  const peaks = series.map((values) => {
    return meanAt(
      values.map((x) => Math.max(0, x) ** 2),
      downbeat,
      beatsPerBar,
    );
  });
  const own = [1, ...means, ...peaks, ...common];
  const sizes = METERS.map((meter) => 1 + series.length * (meter + 1) + common.length);
  const parts = METERS.map((meter, i) => (meter === beatsPerBar ? own : Array.from({ length: sizes[i]! }, () => 0)));
  return Float32Array.from(parts.flat());
}

function meanAt(values: Float64Array, first: number, step: number): number {
  let [sum, count] = [0, 0];
  for (let i = first % step; i < values.length; i += step) {
    sum += values[i]!;
    count++;
  }
  return sum / Math.max(1, count);
}

/** Mean tones from each beat to the next. */
function soundAtBeats({ tones }: RhythmFeatures, beats: Float64Array): Float64Array[] {
  const rows = tones.length / TONE_SIZE;
  return Array.from(beats, (beat, i) => {
    const from = Math.min(rows - 1, Math.max(0, Math.round(beat / TONE_FRAMES)));
    const next = beats[i + 1] ?? beat + TONE_FRAMES;
    const to = Math.min(rows, Math.max(from + 1, Math.round(next / TONE_FRAMES)));
    const mean = new Float64Array(TONE_SIZE);
    for (let row = from; row < to; row++) {
      for (let k = 0; k < TONE_SIZE; k++) mean[k]! += tones[row * TONE_SIZE + k]! / (to - from);
    }
    return mean;
  });
}

/** How much what sounds in the `reach` beats from each on differs from the `reach` before. */
function novelty(sounds: Float64Array[], reach: number): Float64Array {
  const size = TONE_SIZE;
  const sums = [new Float64Array(size)];
  for (const sound of sounds) sums.push(sums.at(-1)!.map((x, k) => x + sound[k]!));
  return Float64Array.from(sounds, (_, i) => {
    const span = Math.min(reach, i, sounds.length - i);
    if (span < reach / 2) return 0;
    let total = 0;
    for (let k = 0; k < size; k++) {
      total += Math.abs(sums[i + span]![k]! - 2 * sums[i]![k]! + sums[i - span]![k]!) / span;
    }
    return total;
  });
}

function standardised(values: Float64Array): Float64Array {
  let [mean, power] = [0, 0];
  for (const value of values) mean += value / values.length;
  for (const value of values) power += (value - mean) ** 2 / values.length;
  const scale = power > 1e-9 ? 1 / Math.sqrt(power) : 0;
  return values.map((value) => Math.max(-3, Math.min(4, (value - mean) * scale)));
}

function correlation(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += values[i]! * values[i - lag]!;
  return sum / Math.max(1, values.length - lag);
}
