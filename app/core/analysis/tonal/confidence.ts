import { keyCalibration, presenceCalibration } from './confidence-weights.ts';

/** Measured at a stretch of music in one key. */
interface KeyMeasures {
  readonly margin: number;
  readonly evidenceSec: number;
  readonly agreement: number;
}

/** Inputs of the two calibrations; also what they are learnt from. */
export const presenceInputs = ({ agreement, evidenceSec }: KeyMeasures): number[] => [
  10 * agreement,
  Math.log(1 + evidenceSec),
];
export const keyInputs = ({ margin, evidenceSec, agreement }: KeyMeasures): number[] => [
  margin,
  Math.log(1 + evidenceSec),
  margin * Math.log(1 + evidenceSec),
  agreement,
];

/** Probability that there is a key at all: tones of music agree on a tuning, those of drums and speech do not. */
export const chanceOfKey = (measures: KeyMeasures): number => sigmoid(presenceInputs(measures), presenceCalibration);

/** Probability that the key is the right one, if there is one. */
export const chanceOfRightKey = (measures: KeyMeasures): number => sigmoid(keyInputs(measures), keyCalibration);

/** Logistic function of weighted inputs; the last weight is the bias. */
function sigmoid(inputs: readonly number[], weights: readonly number[]): number {
  const sum = inputs.reduce((total, input, i) => total + input * (weights[i] as number), weights.at(-1) as number);
  return 1 / (1 + Math.exp(-sum));
}
