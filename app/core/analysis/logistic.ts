/** Logistic function of weighted inputs; the last weight is the bias. The answer is a probability. */
export function logistic(inputs: readonly number[], weights: readonly number[]): number {
  const sum = inputs.reduce((total, input, i) => total + input * (weights[i] as number), weights.at(-1) as number);
  return 1 / (1 + Math.exp(-sum));
}
