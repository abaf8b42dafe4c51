/** A yes-or-no question with what was measured. */
export interface Example {
  readonly inputs: readonly number[];
  readonly isTrue: boolean;
}

/**
 * Weights of the inputs, then the bias, of a logistic regression with `decay` on the weights; plain gradient
 * descent. What is true counts as true with the probability `certain`: other music is always a little less clear.
 */
export function logistic(examples: readonly Example[], decay: number, certain: number): number[] {
  const size = examples[0]?.inputs.length ?? 0;
  const weights = Array.from({ length: size + 1 }, () => 0);
  const [steps, rate] = [20_000, 0.3];
  for (let step = 0; step < steps; step++) {
    const gradient = Array.from({ length: size + 1 }, () => 0);
    for (const { inputs, isTrue } of examples) {
      const error = (probability(weights, inputs) - (isTrue ? certain : 1 - certain)) / examples.length;
      inputs.forEach((input, i) => (gradient[i] = (gradient[i] as number) + error * input));
      gradient[size] = (gradient[size] as number) + error;
    }
    for (let i = 0; i <= size; i++) {
      const shrink = i < size ? decay * (weights[i] as number) : 0;
      weights[i] = (weights[i] as number) - rate * ((gradient[i] as number) + shrink);
    }
  }
  return weights;
}

export function probability(weights: readonly number[], inputs: readonly number[]): number {
  const sum = inputs.reduce((total, input, i) => total + input * (weights[i] as number), weights.at(-1) as number);
  return 1 / (1 + Math.exp(-sum));
}

/** Expected calibration error over ten bins. */
export function calibrationError(answers: readonly { confidence: number; isTrue: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, hits: 0 }));
  for (const { confidence, isTrue } of answers) {
    const bin = bins[Math.min(9, Math.floor(10 * confidence))] as (typeof bins)[number];
    bin.count++;
    bin.confidence += confidence;
    bin.hits += isTrue ? 1 : 0;
  }
  return bins.reduce((sum, { confidence, hits }) => sum + Math.abs(confidence - hits), 0) / answers.length;
}
