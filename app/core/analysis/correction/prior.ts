import type { BeatGrid, KeyResult, TempoCandidate, TempoResult } from '#contracts/records/analysis.ts';
import type { Correction, TrackCorrections } from '#contracts/records/correction.ts';
import { editGrid, mainTempo } from '../../tempo/edit/grid-edit.ts';
import { correctedGrid, correctedKey } from './history.ts';
import { isKnown, type KeyRelation, type KnownKey, mistakes, related, relationOf } from './relations.ts';
import { SURE } from './sure.ts';

/** What the analyser heard and what a person said, of one track. */
interface Lesson<Value> {
  readonly heard: Value;
  readonly said: Value;
}

/** What corrections on this device teach about the analyser's doubtful answers. */
export interface LocalPrior {
  readonly tempo: readonly Lesson<number>[];
  readonly key: readonly Lesson<KnownKey>[];
}

export const noPrior: LocalPrior = { tempo: [], key: [] };

/** Edits that say at which level the beat is. */
const levels: ReadonlySet<Correction['kind']> = new Set(['scale', 'tempo', 'taps', 'confirm']);

/** Learns from all corrections later than `since` (epoch milliseconds), confirmations included. */
export function learn(rows: readonly TrackCorrections[], since: number): LocalPrior {
  const prior = { tempo: [] as Lesson<number>[], key: [] as Lesson<KnownKey>[] };
  for (const row of rows) {
    if (!row.heard || row.updatedAt <= since) continue;
    const { bpm, key } = row.heard;
    const grid = row.edits.slice(0, row.applied).some(({ kind }) => levels.has(kind)) ? correctedGrid(row) : null;
    if (grid && bpm !== null) prior.tempo.push({ heard: bpm, said: mainTempo(grid, 0) });
    const said = correctedKey(row);
    if (said && isKnown(said) && isKnown(key)) prior.key.push({ heard: key, said });
  }
  return prior;
}

/** So many lessons weigh as much as the analyser's own answer (pseudo-counts of a Dirichlet distribution). */
const STRENGTH = 4;
/** How far a lesson about one tempo reaches, in octaves (standard deviation): about 7 %. */
const REACH = 0.1;

/** 1 for equal tempi, towards 0 for others. */
const nearness = (a: number, b: number): number => Math.exp(-((Math.log2(a / b) / REACH) ** 2) / 2);

/** Metrical levels that a grid can be moved between. */
const ratios = [2, 1 / 2, 3 / 2, 2 / 3, 3, 1 / 3, 4 / 3, 3 / 4] as const;
/** Largest deviation of two tempi that are the same level. */
const SAME = 0.02;

const isNear = (a: number, b: number): boolean => Math.abs(a / b - 1) < SAME;

/** How many times as fast `to` is as `from` where both are levels of one beat, 1 for the same; null where they are not. */
export function levelRatio(from: number, to: number): number | null {
  return [1, ...ratios].find((ratio) => isNear(to, from * ratio)) ?? null;
}

/**
 * A doubtful tempo with its candidates weighed anew, and at another level where that is now the likeliest. The same
 * object where the analyser is sure or nothing was taught.
 */
export function tempoWithPrior(tempo: TempoResult, { tempo: lessons }: LocalPrior): TempoResult {
  const { bpm, grid, candidates } = tempo;
  if (lessons.length === 0 || bpm === null || !grid || tempo.confidence >= SURE || candidates.length < 2) return tempo;
  const weighed = weigh(candidates, bpm, lessons);
  for (const { bpm: level, probability } of weighed) {
    const ratio = levelRatio(bpm, level);
    if (ratio === 1) return { ...tempo, candidates: weighed, confidence: probability };
    const moved: BeatGrid | null = ratio === null ? grid : editGrid(grid, { kind: 'scale', ratio });
    if (ratio === null || moved === grid) continue;
    return { ...tempo, bpm: bpm * ratio, candidates: weighed, confidence: probability, grid: moved };
  }
  return tempo;
}

/** Mean of the probabilities after lessons about tracks that sounded like one of `heard` BPM to the analyser. */
function weigh(candidates: readonly TempoCandidate[], heard: number, lessons: LocalPrior['tempo']): TempoCandidate[] {
  const weights = lessons.map((lesson) => nearness(lesson.heard, heard));
  const total = weights.reduce((sum, weight) => sum + weight, STRENGTH);
  return candidates
    .map(({ bpm, probability }) => {
      const taught = lessons.reduce((sum, { said }, i) => sum + nearness(said, bpm) * (weights[i] as number), 0);
      return { bpm, probability: (STRENGTH * probability + taught) / total };
    })
    .sort((a, b) => b.probability - a.probability);
}

/**
 * A doubtful key, changed to a related one where people mostly did so. The same object where the analyser is sure or
 * nothing was taught about keys of this mode.
 */
export function keyWithPrior(key: KeyResult, { key: lessons }: LocalPrior): KeyResult {
  const of = lessons.filter(({ heard }) => heard.mode === key.mode);
  if (of.length === 0 || !isKnown(key) || key.confidence >= SURE) return key;
  const relations = of.map(({ heard, said }) => relationOf(heard, said));
  const shares: readonly (readonly [KeyRelation, number])[] = [
    ['same', key.confidence],
    ...mistakes.map(([relation, share]) => [relation, share * (1 - key.confidence)] as const),
  ];
  const [best] = shares
    .map(([relation, share]) => {
      const count = relations.filter((each) => each === relation).length;
      return { relation, probability: (STRENGTH * share + count) / (STRENGTH + of.length) };
    })
    .sort((a, b) => b.probability - a.probability);
  return best ? { ...key, ...related(key, best.relation), confidence: best.probability } : key;
}
