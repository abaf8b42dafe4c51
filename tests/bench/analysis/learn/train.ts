import { parseArgs } from 'node:util';
import { probabilities, scoreOf, type ChoiceModel } from '#core/analysis/rhythm/choice-model.ts';
import type { Example } from './examples.ts';
import { material } from './material.ts';
import { train, type Choice, type NetOptions } from './net.ts';
import { writeModel } from './write-model.ts';

/**
 * Learns the models of `core/analysis/rhythm` and writes them, after a cross-check in four parts, half an hour of work:
 * `node tests/bench/analysis/learn/train.ts [--sketches 480] [--loops 120] [--beatless 40] [--rendered 48]`.
 */
const { values } = parseArgs({
  options: {
    sketches: { type: 'string', default: '480' },
    loops: { type: 'string', default: '120' },
    beatless: { type: 'string', default: '40' },
    rendered: { type: 'string', default: '48' },
  },
});
const PARTS = 4;
const common = { epochs: 40, rate: 0.005, decay: 0.01, seed: 'wavefoundry' };
const models: Readonly<Record<'level' | 'bar' | 'pulse', NetOptions>> = {
  level: { ...common, hidden: 8 },
  bar: { ...common, hidden: 8 },
  pulse: { ...common, hidden: 0 },
};

const examples: Example[] = [];
const amounts = {
  sketches: values.sketches,
  loops: values.loops,
  beatless: values.beatless,
  rendered: values.rendered,
};
const counts = Object.fromEntries(Object.entries(amounts).map(([name, count]) => [name, Number(count)]));
for await (const example of material(counts as Record<keyof typeof amounts, number>)) examples.push(example);

for (const name of ['level', 'bar', 'pulse'] as const) {
  const choices = examples.flatMap((example) => {
    const choice = example[name];
    return choice?.isRight.includes(true) && choice.isRight.includes(false) ? [choice] : [];
  });
  const { right, temperature } = crossCheck(choices, models[name]);
  console.log(`${name}: ${right} of ${choices.length} right when not learned from, temperature ${temperature}`);
  writeModel(name, { ...train(choices, models[name]), temperature });
}

/** Learns from three quarters what the fourth shows, four times; the temperature is that of the likeliest outcome. */
function crossCheck(choices: readonly Choice[], options: NetOptions): { right: number; temperature: number } {
  const judged = choices.map((choice, i) => ({ choice, part: i % PARTS, scores: [] as number[] }));
  for (let part = 0; part < PARTS; part++) {
    const model: ChoiceModel = train(
      choices.filter((_, i) => i % PARTS !== part),
      options,
    );
    for (const one of judged) {
      if (one.part === part) one.scores = one.choice.inputs.map((input) => scoreOf(model, input));
    }
  }
  const loss = (temperature: number) => {
    return judged.reduce((sum, { choice, scores }) => {
      const chances = probabilities(scores.map((score) => score / temperature));
      const right = chances.reduce((total, chance, i) => total + (choice.isRight[i] ? chance : 0), 0);
      return sum - choice.weight * Math.log(right + 1e-9);
    }, 0);
  };
  const steps = Array.from({ length: 26 }, (_, i) => 0.5 + i / 10);
  const temperature = steps.reduce((best, step) => (loss(step) < loss(best) ? step : best));
  const right = judged.filter(({ choice, scores }) => choice.isRight[scores.indexOf(Math.max(...scores))]).length;
  return { right, temperature };
}
