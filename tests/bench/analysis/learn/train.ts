import { parseArgs } from 'node:util';
import { chancesOf, type ChoiceModel } from '#core/analysis/rhythm/choice-model.ts';
import { Random } from '../music/random.ts';
import { calibrationError } from '../score/calibration.ts';
import { material, type Material } from './material.ts';
import { train, type Choice, type NetOptions } from './net.ts';
import { writeModel } from './write-model.ts';

/**
 * Learns the models of `core/analysis/rhythm` and writes them, after a check on families that were left out. The first
 * run renders the corpus, an hour of work on two cores; later ones take some minutes:
 * `node tests/bench/analysis/learn/train.ts [--pieces 2400] [--sketches 1200] [--loops 120] [--beatless 480] [--rendered 36]`.
 */
const { values } = parseArgs({
  options: {
    pieces: { type: 'string', default: '2400' },
    sketches: { type: 'string', default: '1200' },
    loops: { type: 'string', default: '120' },
    beatless: { type: 'string', default: '480' },
    rendered: { type: 'string', default: '36' },
  },
});
const PARTS = 4;
/** Models that answer together. */
const TOGETHER = 4;
const common = { epochs: 25, rate: 0.005, decay: 0.01 };
const models: Readonly<Record<'level' | 'bar' | 'pulse', Omit<NetOptions, 'seed'>>> = {
  level: { ...common, hidden: 12 },
  bar: { ...common, hidden: 12 },
  pulse: { ...common, hidden: 6, decay: 0.003 },
};

interface FamilyChoice extends Choice {
  readonly family: string;
}

const examples: Material[] = [];
const amounts = {
  pieces: Number(values.pieces),
  sketches: Number(values.sketches),
  loops: Number(values.loops),
  beatless: Number(values.beatless),
  rendered: Number(values.rendered),
};
for await (const example of material(amounts)) {
  examples.push(example);
  if (examples.length % 500 === 0) console.log(`${examples.length} examples`);
}

for (const name of ['level', 'bar', 'pulse'] as const) {
  const choices = examples.flatMap(({ family, ...example }): FamilyChoice[] => {
    const choice = example[name];
    return choice?.isRight.includes(true) && choice.isRight.includes(false) ? [{ ...choice, family }] : [];
  });
  const claims = crossCheck(choices, models[name]);
  const right = claims.filter(({ isRight }) => isRight).length;
  const error = calibrationError(claims)?.toFixed(3);
  console.log(`${name}: ${right} of ${claims.length} right in families not learned from, calibration error ${error}`);
  writeModel(name, trainTogether(choices, models[name]));
}

/** Learns from three quarters of the families what the fourth shows, four times. */
function crossCheck(choices: readonly FamilyChoice[], options: Omit<NetOptions, 'seed'>) {
  const families = [...new Set(choices.map(({ family }) => family))].sort();
  const part = new Map(families.map((family, i) => [family, i % PARTS]));
  return Array.from({ length: PARTS }, (_, left) => left).flatMap((left) => {
    const together = trainTogether(
      choices.filter(({ family }) => part.get(family) !== left),
      options,
    );
    return choices
      .filter(({ family }) => part.get(family) === left)
      .map(({ inputs, isRight }) => {
        const chances = chancesOf(together, inputs);
        const best = chances.indexOf(Math.max(...chances));
        return { confidence: chances[best]!, isRight: isRight[best]! };
      });
  });
}

/**
 * Models from chance shares of the families (a Bayesian bootstrap): where they disagree, the music is unlike what was
 * learned, and their mean is less sure.
 */
function trainTogether(choices: readonly FamilyChoice[], options: Omit<NetOptions, 'seed'>): ChoiceModel[] {
  return Array.from({ length: TOGETHER }, (_, index) => {
    const weighted = choices.map((choice) => {
      const share = -Math.log(1 - new Random(`${choice.family} ${index}`).next());
      return { ...choice, weight: choice.weight * share };
    });
    return train(weighted, { ...options, seed: `wavefoundry ${index}` });
  });
}
