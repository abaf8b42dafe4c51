import type { ChoiceModel } from '#core/analysis/rhythm/choice-model.ts';
import { Random } from '../music/random.ts';

/** Alternatives of which one or several are right. */
export interface Choice {
  readonly inputs: readonly Float32Array[];
  readonly isRight: readonly boolean[];
  /** How much it counts. */
  readonly weight: number;
}
export interface NetOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  /** L2 penalty. */
  readonly decay: number;
  readonly seed: string;
}

/** Trains by Adam on the log likelihood of the right alternatives. */
export function train(choices: readonly Choice[], options: NetOptions): ChoiceModel {
  const random = new Random(options.seed);
  const { mean, scale } = statistics(choices);
  const inputs = mean.length;
  const { hidden } = options;
  const size = inputs + hidden * (inputs + 2);
  const weights = Float64Array.from({ length: size }, (_, i) => (i < inputs ? 0 : random.bell() / Math.sqrt(inputs)));
  const gradient = new Float64Array(size);
  const [first, second] = [new Float64Array(size), new Float64Array(size)];
  const data = choices.map((choice) => ({ ...choice, inputs: choice.inputs.map((x) => normalised(x, mean, scale)) }));
  const order = data.map((_, i) => i);
  const batch = 16;
  let step = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate * (1 - epoch / options.epochs) + 1e-5;
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.whole(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let at = 0; at < order.length; at += batch) {
      gradient.fill(0);
      const part = order.slice(at, at + batch);
      for (const index of part) addGradient(data[index]!, weights, gradient, inputs, hidden, 1 / part.length);
      step++;
      for (let i = 0; i < size; i++) {
        const g = gradient[i]! + options.decay * weights[i]!;
        first[i] = 0.9 * first[i]! + 0.1 * g;
        second[i] = 0.999 * second[i]! + 0.001 * g * g;
        const slope = first[i]! / (1 - 0.9 ** step) / (Math.sqrt(second[i]! / (1 - 0.999 ** step)) + 1e-8);
        weights[i]! -= rate * slope;
      }
    }
  }
  const row = (from: number, count: number) => [...weights.subarray(from, from + count)];
  return {
    mean,
    scale,
    direct: row(0, inputs),
    hidden: Array.from({ length: hidden }, (_, unit) => row(inputs + unit * inputs, inputs)),
    hiddenBias: row(inputs + hidden * inputs, hidden),
    output: row(inputs + hidden * inputs + hidden, hidden),
  };
}

function statistics(choices: readonly Choice[]): { mean: number[]; scale: number[] } {
  const all = choices.flatMap(({ inputs }) => inputs);
  const size = all[0]!.length;
  const mean = Array.from({ length: size }, (_, i) => all.reduce((sum, x) => sum + x[i]!, 0) / all.length);
  const scale = mean.map((m, i) => {
    return 1 / (Math.sqrt(all.reduce((sum, x) => sum + (x[i]! - m) ** 2, 0) / all.length) + 1e-3);
  });
  return { mean, scale };
}

function normalised(x: Float32Array, mean: readonly number[], scale: readonly number[]): Float64Array {
  return Float64Array.from(x, (value, i) => Math.max(-4, Math.min(4, (value - mean[i]!) * scale[i]!)));
}

function addGradient(
  { inputs, isRight, weight }: { inputs: Float64Array[]; isRight: readonly boolean[]; weight: number },
  weights: Float64Array,
  gradient: Float64Array,
  size: number,
  hidden: number,
  share: number,
): void {
  const [bias, output] = [size + hidden * size, size + hidden * size + hidden];
  const units = inputs.map((x) => {
    return Float64Array.from({ length: hidden }, (_, unit) => {
      let sum = weights[bias + unit]!;
      const row = size + unit * size;
      for (let i = 0; i < size; i++) sum += x[i]! * weights[row + i]!;
      return Math.tanh(sum);
    });
  });
  const scores = inputs.map((x, k) => {
    let score = 0;
    for (let i = 0; i < size; i++) score += x[i]! * weights[i]!;
    for (let unit = 0; unit < hidden; unit++) score += weights[output + unit]! * units[k]![unit]!;
    return score;
  });
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const total = odds.reduce((sum, x) => sum + x, 0);
  const right = odds.reduce((sum, x, k) => sum + (isRight[k] ? x : 0), 0) + 1e-12;
  inputs.forEach((x, k) => {
    const slope = (odds[k]! / total - (isRight[k] ? odds[k]! / right : 0)) * share * weight;
    if (Math.abs(slope) < 1e-7) return;
    for (let i = 0; i < size; i++) gradient[i]! += slope * x[i]!;
    for (let unit = 0; unit < hidden; unit++) {
      const y = units[k]![unit]!;
      gradient[output + unit]! += slope * y;
      const back = slope * weights[output + unit]! * (1 - y * y);
      gradient[bias + unit]! += back;
      const row = size + unit * size;
      for (let i = 0; i < size; i++) gradient[row + i]! += back * x[i]!;
    }
  });
}
