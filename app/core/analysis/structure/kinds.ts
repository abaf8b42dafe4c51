import type { SectionKind } from '#contracts/records/analysis.ts';
import { BAR_LEVELS, BAR_RISES, BAR_SIZE } from './bar-features.ts';
import { kindWeights } from './kind-weights.ts';

export const sectionKinds: readonly SectionKind[] = ['intro', 'verse', 'build', 'drop', 'break', 'outro'];

/** What a section sounds like against the others; levels in units of 10 dB. */
interface SectionSound {
  readonly bars: number;
  readonly level: number;
  readonly bass: number;
  readonly treble: number;
  /** How much begins: hits and notes. */
  readonly rises: number;
  /** How much the level and the rises grow from the first to the second half. */
  readonly growth: number;
}

/** Band groups of bass (to about 300 Hz) and treble (from about 5 kHz). */
const BASS = [0, 2] as const;
const TREBLE = [7, 10] as const;

/** Sounds of the sections that begin at the bars `starts`, each against the largest of all. */
export function soundsOf(rows: Float32Array, starts: readonly number[]): SectionSound[] {
  const bars = rows.length / BAR_SIZE;
  const sounds = starts.map((from, index) => soundOf(rows, from, starts[index + 1] ?? bars));
  const most = (pick: (sound: SectionSound) => number) => Math.max(...sounds.map(pick));
  const [level, bass, treble, rises] = [
    most((sound) => sound.level),
    most((sound) => sound.bass),
    most((sound) => sound.treble),
    most((sound) => sound.rises),
  ];
  return sounds.map((sound) => ({
    ...sound,
    level: sound.level - level,
    bass: sound.bass - bass,
    treble: sound.treble - treble,
    rises: sound.rises - rises,
  }));
}

function soundOf(rows: Float32Array, from: number, to: number): SectionSound {
  const mean = (first: number, end: number, column: number, [low, high]: readonly [number, number]) => {
    let sum = 0;
    for (let bar = first; bar < end; bar++) {
      for (let band = low; band < high; band++) sum += rows[bar * BAR_SIZE + column + band] as number;
    }
    return sum / ((end - first) * (high - low));
  };
  const all = [0, 10] as const;
  const middle = to - from > 1 ? Math.floor((from + to) / 2) : to;
  const grown = (column: number) =>
    middle === to ? 0 : mean(middle, to, column, all) - mean(from, middle, column, all);
  return {
    bars: to - from,
    level: mean(from, to, BAR_LEVELS, all),
    bass: mean(from, to, BAR_LEVELS, BASS),
    treble: mean(from, to, BAR_LEVELS, TREBLE),
    rises: mean(from, to, BAR_RISES, all),
    growth: grown(BAR_LEVELS) + grown(BAR_RISES),
  };
}

/** Inputs of the kind's weights: the section, its place, and its neighbours. */
export function kindInputs(sounds: readonly SectionSound[], index: number): number[] {
  const { bars, level, bass, treble, rises, growth } = sounds[index] as SectionSound;
  const before = sounds[index - 1];
  const after = sounds[index + 1];
  return [
    level,
    bass,
    treble,
    rises,
    growth,
    Math.log2(bars) / 4,
    before ? 0 : 1,
    after ? 0 : 1,
    before ? before.level - level : 0,
    before ? before.rises - rises : 0,
    before ? before.bass - bass : 0,
    after ? after.level - level : 0,
    after ? after.rises - rises : 0,
    after ? after.bass - bass : 0,
    index / sounds.length,
  ];
}

/** The likeliest kind of a section and its probability. */
export function kindOf(inputs: readonly number[]): { kind: SectionKind; probability: number } {
  const odds = kindWeights.map((weights) =>
    Math.exp(inputs.reduce((sum, input, i) => sum + input * (weights[i] as number), weights.at(-1) as number)),
  );
  const best = odds.indexOf(Math.max(...odds));
  const all = odds.reduce((sum, value) => sum + value, 0);
  return { kind: sectionKinds[best] as SectionKind, probability: (odds[best] as number) / all };
}
