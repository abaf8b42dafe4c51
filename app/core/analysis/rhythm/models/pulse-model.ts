import type { ChoiceModel } from '../choice-model.ts';

/** Learned by `tests/bench/analysis/learn`; see the model card there. */
export const pulseModel: ChoiceModel = {
  mean: [0.2534, 0.5599, 0.3744, 0.233, 0.329, -0.5331, -0.7423, 0.8298, 0.6605, 0.4913, 0.5],
  scale: [3.469, 1.685, 2.306, 3.736, 2.702, 1.552, 1.189, 1.029, 1.425, 2.023, 1.996],
  direct: [0.864, 0.5351, -0.03721, 0.7214, 0.8556, 0.578, 0.5345, 0.4759, -0.5039, 0.1893, 0.08862],
  hidden: [],
  hiddenBias: [],
  output: [],
  temperature: 1,
};
