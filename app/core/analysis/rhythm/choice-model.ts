/**
 * A learned choice among alternatives: a net with one hidden layer, and straight connections beside it, gives each a score;
 * the scores become probabilities by a softmax.
 */
export interface ChoiceModel {
  /** Mean and 1 / deviation of each input in training. */
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  readonly direct: readonly number[];
  /** Rows of inputs, one for each hidden unit. */
  readonly hidden: readonly (readonly number[])[];
  readonly hiddenBias: readonly number[];
  readonly output: readonly number[];
}

/** Probabilities of alternatives: the mean over models that learned from different parts of the music. */
export function chancesOf(models: readonly ChoiceModel[], inputs: readonly Float32Array[]): number[] {
  const chances = models.map((model) => probabilities(inputs.map((input) => scoreOf(model, input))));
  return inputs.map((_, i) => chances.reduce((sum, one) => sum + one[i]! / models.length, 0));
}

function scoreOf(model: ChoiceModel, input: Float32Array): number {
  const x = Float64Array.from(input, (value, i) => {
    return Math.max(-4, Math.min(4, (value - model.mean[i]!) * model.scale[i]!));
  });
  let score = 0;
  for (let i = 0; i < x.length; i++) score += x[i]! * model.direct[i]!;
  model.hidden.forEach((weights, unit) => {
    let sum = model.hiddenBias[unit]!;
    for (let i = 0; i < x.length; i++) sum += x[i]! * weights[i]!;
    score += model.output[unit]! * Math.tanh(sum);
  });
  return score;
}

function probabilities(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
