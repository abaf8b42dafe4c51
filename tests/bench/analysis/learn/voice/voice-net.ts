import { chanceOfVoice, type VocalModel } from '#core/analysis/voice/vocal-model.ts';
import { Random } from '../../music/random.ts';

/** Seconds to learn from or to be judged on, one row of numbers each. */
export interface Seconds {
  readonly size: number;
  readonly inputs: readonly Float32Array[];
  /** Share of the second with a voice. */
  readonly share: readonly number[];
}
export interface NetOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** Share of the inputs that are hidden from the net while it learns. */
  readonly dropout: number;
  readonly seed: string;
}

const BATCH = 32;
const CLAMP = 4;

/** One hidden layer, learned by Adam on the cross entropy. */
export function trainVoiceNet(data: Seconds, options: NetOptions): VocalModel {
  const { size } = data;
  const { hidden, dropout } = options;
  const keep = 1 - dropout;
  const { mean, scale } = moments(data);
  const rows = data.inputs.map((row) =>
    Float32Array.from(row, (x, i) => Math.max(-CLAMP, Math.min(CLAMP, (x - mean[i]!) * scale[i]!))),
  );
  const random = new Random(options.seed);
  const total = hidden * (size + 2) + 1;
  const [biases, outputs, last] = [hidden * size, hidden * size + hidden, total - 1];
  const weights = Float64Array.from({ length: total }, (_, i) => {
    return i < biases ? random.bell() / Math.sqrt(size) : i >= outputs && i < last ? random.bell() : 0;
  });
  const gradient = new Float64Array(total);
  const [first, second] = [new Float64Array(total), new Float64Array(total)];
  const order = rows.map((_, i) => i);
  const units = new Float64Array(hidden);
  const masked = new Float32Array(size);
  let step = 0;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const rate = options.rate * (1 - epoch / options.epochs) + 1e-5;
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.whole(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let at = 0; at + BATCH <= order.length; at += BATCH) {
      gradient.fill(0);
      for (let n = at; n < at + BATCH; n++) addGradient(order[n]!);
      step++;
      const [one, two] = [1 - 0.9 ** step, 1 - 0.999 ** step];
      for (let i = 0; i < total; i++) {
        const g = gradient[i]! / BATCH + (i < last ? options.decay * weights[i]! : 0);
        first[i] = 0.9 * first[i]! + 0.1 * g;
        second[i] = 0.999 * second[i]! + 0.001 * g * g;
        weights[i]! -= (rate * (first[i]! / one)) / (Math.sqrt(second[i]! / two) + 1e-8);
      }
    }
  }
  return {
    mean,
    scale,
    hidden: Array.from({ length: hidden }, (_, unit) => [...weights.subarray(unit * size, (unit + 1) * size)]),
    hiddenBias: [...weights.subarray(biases, outputs)],
    output: [...weights.subarray(outputs, last)],
    bias: weights[last]!,
    slope: 1,
  };

  function addGradient(index: number): void {
    const row = rows[index]!;
    for (let i = 0; i < size; i++) masked[i] = dropout > 0 && random.next() < dropout ? 0 : row[i]! / keep;
    let sum = weights[last]!;
    for (let unit = 0; unit < hidden; unit++) {
      let inner = weights[biases + unit]!;
      const from = unit * size;
      for (let i = 0; i < size; i++) inner += weights[from + i]! * masked[i]!;
      units[unit] = Math.tanh(inner);
      sum += weights[outputs + unit]! * units[unit]!;
    }
    const error = 1 / (1 + Math.exp(-sum)) - (data.share[index]! >= 0.5 ? 1 : 0);
    gradient[last]! += error;
    for (let unit = 0; unit < hidden; unit++) {
      const y = units[unit]!;
      gradient[outputs + unit]! += error * y;
      const back = error * weights[outputs + unit]! * (1 - y * y);
      gradient[biases + unit]! += back;
      const from = unit * size;
      for (let i = 0; i < size; i++) gradient[from + i]! += back * masked[i]!;
    }
  }
}

function moments({ inputs, size }: Seconds): { mean: number[]; scale: number[] } {
  const [sum, square] = [new Float64Array(size), new Float64Array(size)];
  for (const row of inputs) {
    for (let i = 0; i < size; i++) {
      sum[i]! += row[i]!;
      square[i]! += row[i]! ** 2;
    }
  }
  const mean = [...sum].map((x) => x / inputs.length);
  const scale = mean.map((m, i) => 1 / Math.sqrt(Math.max(1e-4, square[i]! / inputs.length - m * m)));
  return { mean, scale };
}

/** The slope at which the chances on seconds that were not learned from are the likeliest. */
export function fittedSlope(model: VocalModel, { inputs, share }: Seconds): number {
  const logits = inputs.map((row) => {
    const chance = chanceOfVoice({ ...model, slope: 1 }, row);
    return Math.log(chance / (1 - chance));
  });
  const loss = (slope: number) =>
    logits.reduce((sum, x, i) => sum + Math.log1p(Math.exp((share[i]! >= 0.5 ? -1 : 1) * slope * x)), 0);
  const slopes = Array.from({ length: 30 }, (_, i) => 0.1 + i / 20);
  return slopes.reduce((best, slope) => (loss(slope) < loss(best) ? slope : best));
}
