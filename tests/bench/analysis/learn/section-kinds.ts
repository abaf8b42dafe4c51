import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barFeatures } from '#core/analysis/structure/bar-features.ts';
import { barTimes } from '#core/analysis/structure/bars.ts';
import { kindInputs, sectionKinds, soundsOf } from '#core/analysis/structure/kinds.ts';
import { trueGrid } from './section-truth.ts';
import { type LearnTrack, tracksOf } from './tracks.ts';

/**
 * Learns what kinds of sections sound like, from true boundaries:
 * `node tests/bench/analysis/learn/section-kinds.ts FOLDER...`.
 */
const target = join(import.meta.dirname, '../../../../app/core/analysis/structure/kind-weights.ts');
const [STEPS, RATE, DECAY] = [3000, 0.3, 2e-3];

interface Example {
  readonly inputs: readonly number[];
  readonly kind: number;
}

function examplesOf({ truth, timbre, tonal }: LearnTrack): Example[] {
  const { sections } = truth;
  if (!sections) return [];
  const bars = barTimes(trueGrid(truth), truth.durationSec);
  const nearest = (sec: number) =>
    bars.reduce((best, time, bar) => (Math.abs(time - sec) < Math.abs((bars[best] as number) - sec) ? bar : best), 0);
  const starts = sections.map(({ startSec }, index) => (index === 0 ? 0 : nearest(startSec)));
  if (starts.some((start, index) => index > 0 && start <= (starts[index - 1] as number))) return [];
  if ((starts.at(-1) as number) >= bars.length - 1) return [];
  const sounds = soundsOf(barFeatures(timbre, tonal, bars), starts);
  return sections.map(({ kind }, index) => ({ inputs: kindInputs(sounds, index), kind: sectionKinds.indexOf(kind) }));
}

const dot = (weights: readonly number[], inputs: readonly number[]) =>
  inputs.reduce((sum, input, i) => sum + input * (weights[i] as number), weights.at(-1) as number);

function train(examples: readonly Example[]): number[][] {
  const size = examples[0]?.inputs.length ?? 0;
  const weights = sectionKinds.map(() => Array.from({ length: size + 1 }, () => 0));
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((row) => row.map((weight, i) => (i < size ? DECAY * weight : 0)));
    for (const { inputs, kind } of examples) {
      const odds = weights.map((row) => Math.exp(dot(row, inputs)));
      const all = odds.reduce((sum, value) => sum + value, 0);
      gradient.forEach((row, k) => {
        const error = ((odds[k] as number) / all - (k === kind ? 1 : 0)) / examples.length;
        inputs.forEach((input, i) => (row[i] = (row[i] as number) + error * input));
        row[size] = (row[size] as number) + error;
      });
    }
    weights.forEach((row, k) => row.forEach((_, i) => (row[i] = (row[i] as number) - RATE * (gradient[k]?.[i] ?? 0))));
  }
  return weights;
}

const examples = tracksOf(process.argv.slice(2)).flatMap(examplesOf);
const weights = train(examples);
const best = (inputs: readonly number[]) => {
  const scores = weights.map((row) => dot(row, inputs));
  return scores.indexOf(Math.max(...scores));
};
const right = examples.filter(({ inputs, kind }) => best(inputs) === kind).length;
console.log(`${examples.length} sections, ${right} kinds right`);
const rows = weights.map((row) => `  [${row.map((weight) => Math.round(weight * 1000) / 1000).join(', ')}],`);
writeFileSync(
  target,
  `/** Learnt by \`tests/bench/analysis/learn/section-kinds.ts\`: a row for each kind, columns as in \`kinds.ts\`, then the bias. */
export const kindWeights: readonly (readonly number[])[] = [
${rows.join('\n')}
];
`,
);
