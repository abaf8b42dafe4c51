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
  const { mean, scale, direct, hidden, hiddenBias, output } = model;
  const x = new Float64Array(input.length);
  for (let i = 0; i < x.length; i++) x[i] = Math.max(-4, Math.min(4, (input[i]! - mean[i]!) * scale[i]!));
  let score = product(x, direct);
  for (let unit = 0; unit < hidden.length; unit++) {
    score += output[unit]! * Math.tanh(hiddenBias[unit]! + product(x, hidden[unit]!));
  }
  return score;
}

function product(x: Float64Array, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * weights[i]!;
  return sum;
}

function probabilities(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
