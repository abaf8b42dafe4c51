import { chancesOf, type ChoiceModel } from '#core/analysis/rhythm/choice-model.ts';
import { Random } from '../music/random.ts';
import type { Claim } from '../score/calibration.ts';
import { train, type Choice, type NetOptions } from './net.ts';

/** Quarters that families are dealt to for a check. */
const PARTS = 4;
/** Models that answer together. */
const TOGETHER = 4;
const common = { epochs: 25, rate: 0.005, decay: 0.01 };

export type ModelName = 'level' | 'bar' | 'pulse';

const models: Readonly<Record<ModelName, Omit<NetOptions, 'seed'>>> = {
  level: { ...common, hidden: 12 },
  bar: { ...common, hidden: 12 },
  pulse: { ...common, hidden: 6, decay: 0.003 },
};

/** A choice with what it is like: a check leaves out whole families. */
export interface FamilyChoice extends Choice {
  readonly family: string;
}

/**
 * Models from chance shares of the families (a Bayesian bootstrap): where they disagree, the music is unlike what was
 * learned, and their mean is less sure.
 */
export function trainTogether(name: ModelName, choices: readonly FamilyChoice[]): ChoiceModel[] {
  return Array.from({ length: TOGETHER }, (_, index) => {
    const weighted = choices.map((choice) => {
      const share = -Math.log(1 - new Random(`${choice.family} ${index}`).next());
      return { ...choice, weight: choice.weight * share };
    });
    return train(weighted, { ...models[name], seed: `wavefoundry ${index}` });
  });
}

/** Learns from three quarters of the families what the fourth shows, four times. */
export function crossCheck(name: ModelName, choices: readonly FamilyChoice[]): Claim[] {
  const families = [...new Set(choices.map(({ family }) => family))].sort();
  const part = new Map(families.map((family, i) => [family, i % PARTS]));
  return Array.from({ length: PARTS }, (_, left) => left).flatMap((left) => {
    const learned = choices.filter(({ family }) => part.get(family) !== left);
    const together = trainTogether(name, learned);
    return choices
      .filter(({ family }) => part.get(family) === left)
      .map(({ inputs, isRight }) => {
        const chances = chancesOf(together, inputs);
        const best = chances.indexOf(Math.max(...chances));
        return { confidence: chances[best]!, isRight: isRight[best]! };
      });
  });
}
