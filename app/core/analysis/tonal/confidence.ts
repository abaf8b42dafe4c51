import { logistic } from '../logistic.ts';
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
export const chanceOfKey = (measures: KeyMeasures): number => logistic(presenceInputs(measures), presenceCalibration);

/** Probability that the key is the right one, if there is one. */
export const chanceOfRightKey = (measures: KeyMeasures): number => logistic(keyInputs(measures), keyCalibration);
