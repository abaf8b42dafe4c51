import {
  FRAME_RATE,
  ONSET_BANDS,
  TONE_FRAMES,
  TONE_LEVELS,
  TONE_SIZE,
  type RhythmFeatures,
} from '#core/analysis/rhythm/features.ts';
import { Random } from '../music/random.ts';
import type { DrumName, Score, TonalNote, TonalPart } from '../music/score.ts';

/** Filters of each onset band: a drum sounds in all, a note in one. */
const SPLIT = 3;
const FILTERS = ONSET_BANDS * SPLIT;
const LOWEST_HZ = 55;
const FLOOR = 0.005;

/** How loud a drum is in each band, and the time in s in which it fades to a third. */
const drums: Readonly<Record<DrumName, readonly [bands: readonly number[], fade: number]>> = {
  kick: [[1, 0.6, 0.2, 0.12, 0.1, 0.1, 0.05, 0.02], 0.1],
  snare: [[0.1, 0.5, 0.5, 0.45, 0.4, 0.4, 0.4, 0.3], 0.1],
  clap: [[0, 0.05, 0.2, 0.5, 0.6, 0.5, 0.4, 0.3], 0.1],
  rim: [[0, 0.05, 0.2, 0.4, 0.6, 0.4, 0.3, 0.2], 0.03],
  hat: [[0, 0, 0, 0.02, 0.05, 0.15, 0.4, 0.5], 0.03],
  openHat: [[0, 0, 0, 0.02, 0.05, 0.2, 0.5, 0.6], 0.2],
  ride: [[0, 0, 0.02, 0.08, 0.12, 0.15, 0.2, 0.3], 0.4],
  crash: [[0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7], 1],
  shaker: [[0, 0, 0, 0, 0.05, 0.15, 0.3, 0.25], 0.04],
  cowbell: [[0, 0, 0.1, 0.4, 0.5, 0.3, 0.15, 0.1], 0.1],
  conga: [[0.1, 0.5, 0.5, 0.2, 0.1, 0.05, 0.02, 0], 0.1],
  congaHigh: [[0.05, 0.3, 0.5, 0.3, 0.1, 0.05, 0.02, 0], 0.1],
  tomLow: [[0.5, 0.6, 0.3, 0.1, 0.1, 0.05, 0.02, 0], 0.15],
  tomMid: [[0.3, 0.6, 0.4, 0.1, 0.1, 0.05, 0.02, 0], 0.15],
  tomHigh: [[0.1, 0.5, 0.5, 0.2, 0.1, 0.05, 0.02, 0], 0.15],
};
/** Attack and fade in s of the players. */
const envelopes: Readonly<Record<TonalPart, readonly [attack: number, fade: number]>> = {
  bass: [0.005, 0.5],
  pad: [0.1, 4],
  stab: [0.005, 0.25],
  lead: [0.01, 0.7],
};
const HARMONICS = 10;

/**
 * Rhythm features of a score without its sound: loudness over time in 24 filters, sketched from the notes, goes through
 * the front end's logarithm and difference. A thousand times faster than rendering, for learning from many pieces; the
 * sounds of the kit vary with `seed`.
 */
export function sketch(score: Score, durationSec: number, seed: string): RhythmFeatures {
  const random = new Random(seed);
  const frames = Math.ceil(durationSec * FRAME_RATE);
  const loud = new Float32Array(frames * FILTERS);
  const pitches = new Float32Array(frames * TONE_LEVELS);
  sketchDrums(score, loud, random);
  sketchNotes(score, loud, pitches, random);
  const noise = 0.002 * random.next();
  for (let i = 0; i < loud.length; i++) loud[i]! += noise * random.next();
  const logs = compressed(smeared(loud, FILTERS), FILTERS, null);
  const levels = levelOf(loud);
  compressed(pitches, TONE_LEVELS, levels);
  return { frames, durationSec, onsets: rises(logs, frames), tones: tones(logs, pitches, frames) };
}

const spread = (random: Random, amount: number) => Math.exp(amount * 2 * random.bell());

function sketchDrums(score: Score, loud: Float32Array, random: Random): void {
  const gain = score.sound.gains.drums * spread(random, 0.5);
  const kit = new Map<DrumName, { bands: number[]; fade: number }>();
  for (const { drum, beat, shiftSec, velocity } of score.drums) {
    let sound = kit.get(drum);
    if (!sound) {
      const [bands, fade] = drums[drum];
      const whole = spread(random, 0.6);
      sound = {
        bands: bands.map((x) => (x + 0.01) * whole * spread(random, 0.7)),
        fade: fade * spread(random, 0.7),
      };
      kit.set(drum, sound);
    }
    const time = score.tempo.timeOf(beat) + shiftSec;
    for (let filter = 0; filter < FILTERS; filter++) {
      const height = gain * velocity ** 1.5 * sound.bands[(filter / SPLIT) | 0]!;
      strike(loud, FILTERS, filter, time, height, 0.002, sound.fade, 6 * sound.fade);
    }
  }
}

function sketchNotes(score: Score, loud: Float32Array, pitches: Float32Array, random: Random): void {
  const slopes = { bass: 0.8, pad: 1, stab: 0.8, lead: 0.9 };
  const sounds = Object.fromEntries(
    (Object.keys(envelopes) as TonalPart[]).map((part) => {
      const [attack, fade] = envelopes[part];
      const slope = slopes[part] * spread(random, 0.4);
      return [part, { attack: attack * spread(random, 1), fade: fade * spread(random, 0.6), slope }];
    }),
  ) as Record<TonalPart, { attack: number; fade: number; slope: number }>;
  for (const note of score.notes) {
    const sound = sounds[note.part];
    const time = score.tempo.timeOf(note.beat) + note.shiftSec;
    const length = score.tempo.timeOf(note.beat + note.beats) + note.shiftSec - time;
    const gain = 0.5 * score.sound.gains[note.part] * note.velocity;
    for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
      const hertz = 440 * 2 ** ((note.pitch - 69) / 12) * harmonic;
      const filter = Math.max(0, Math.floor(SPLIT * Math.log2(hertz / LOWEST_HZ)));
      if (filter >= FILTERS) break;
      strike(loud, FILTERS, filter, time, gain / harmonic ** (1 + sound.slope), sound.attack, sound.fade, length);
    }
    strike(pitches, TONE_LEVELS, toneOf(note), time, gain / 3, sound.attack, sound.fade, length);
  }
}

const toneOf = ({ pitch }: TonalNote): number => {
  return pitch < 66 ? 12 + Math.min(7, Math.max(0, Math.round((pitch - 30) / 4.5))) : pitch % 12;
};

/** Adds a sound that rises, fades and ends. */
function strike(
  rows: Float32Array,
  width: number,
  column: number,
  time: number,
  height: number,
  attack: number,
  fade: number,
  length: number,
): void {
  const frames = rows.length / width;
  for (let frame = Math.max(0, Math.ceil(time * FRAME_RATE)); frame < frames; frame++) {
    const passed = frame / FRAME_RATE - time;
    const after = Math.max(0, passed - length);
    const value = height * (1 - Math.exp(-(passed + 0.002) / attack)) * Math.exp(-passed / fade - after / 0.03);
    if (passed > 3 * attack && value < 1e-4) break;
    rows[frame * width + column]! += value;
  }
}

/** What a window of 46 ms sees. */
function smeared(rows: Float32Array, width: number): Float32Array {
  const weights = [0.15, 0.7, 1, 0.7, 0.15];
  const out = new Float32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    let sum = 0;
    for (let k = -2; k <= 2; k++) sum += weights[k + 2]! * (rows[i + k * width] ?? 0);
    out[i] = sum / 2.7;
  }
  return out;
}

/** Level of the loudest filter of the last seconds. */
function levelOf(loud: Float32Array): Float32Array {
  const levels = new Float32Array(loud.length / FILTERS);
  let level = 1e-5;
  for (let frame = 0; frame < levels.length; frame++) {
    let loudest = 0;
    for (let i = frame * FILTERS; i < (frame + 1) * FILTERS; i++) loudest = Math.max(loudest, loud[i]!);
    levels[frame] = level = Math.max(1e-5, loudest, level * 2 ** (-1 / 400));
  }
  return levels;
}

/** Logarithms relative to the level, in place. */
function compressed(rows: Float32Array, width: number, given: Float32Array | null): Float32Array {
  const levels = given ?? levelOf(rows);
  for (let i = 0; i < rows.length; i++) rows[i] = Math.log1p(rows[i]! / (FLOOR * levels[(i / width) | 0]!));
  return rows;
}

function rises(logs: Float32Array, frames: number): Float32Array {
  const onsets = new Float32Array(frames * ONSET_BANDS);
  for (let i = 0; i < logs.length; i++) {
    const rise = Math.max(0, logs[i]! - (logs[i - 2 * FILTERS] ?? 0) - 0.02);
    const band = Math.floor((i % FILTERS) / SPLIT);
    onsets[Math.floor(i / FILTERS) * ONSET_BANDS + band]! += rise / SPLIT;
  }
  return onsets;
}

function tones(logs: Float32Array, pitches: Float32Array, frames: number): Float32Array {
  const rows = new Float32Array(Math.ceil(frames / TONE_FRAMES) * TONE_SIZE);
  for (let frame = 0; frame < frames; frame++) {
    const at = Math.floor(frame / TONE_FRAMES) * TONE_SIZE;
    for (let i = 0; i < TONE_LEVELS; i++) rows[at + i]! += pitches[frame * TONE_LEVELS + i]! / TONE_FRAMES;
    for (let filter = 0; filter < FILTERS; filter++) {
      const level = TONE_LEVELS + Math.floor(filter / SPLIT);
      rows[at + level]! += logs[frame * FILTERS + filter]! / (SPLIT * TONE_FRAMES);
    }
  }
  return rows;
}
