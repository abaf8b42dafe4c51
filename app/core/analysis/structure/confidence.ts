import { logistic } from '../logistic.ts';
import { energyCalibration, sectionCalibration } from './confidence-weights.ts';

/** Measured at a section. */
export interface SectionMeasures {
  readonly isFirst: boolean;
  /** How much the sound changes where the section begins. */
  readonly novelty: number;
  /** Of the kind, if the section is one. */
  readonly probability: number;
  readonly hasGrid: boolean;
}

/** Measured at the energy of some audio. */
export interface EnergyMeasures {
  readonly seconds: number;
  /** Probability of the tempi with which the level stays within one. */
  readonly sameLevel: number;
}

/** Inputs of the two calibrations; also what they are learnt from. */
export const sectionInputs = ({ isFirst, novelty, probability, hasGrid }: SectionMeasures): number[] => [
  isFirst ? 1 : 0,
  isFirst ? 0 : Math.min(4, novelty),
  Math.log(probability / Math.max(1e-3, 1 - probability)),
  hasGrid ? 1 : 0,
];
export const energyInputs = ({ seconds, sameLevel }: EnergyMeasures): number[] => [Math.log2(seconds), sameLevel];

/** Probability that a section begins where a true one does and is mostly of its kind. */
export const chanceOfSection = (measures: SectionMeasures): number =>
  logistic(sectionInputs(measures), sectionCalibration);

/**
 * Probability that the level would be the same or one beside it if more of the track were heard and its tempo were sure.
 * There is no measured truth for energy itself.
 */
export const chanceOfEnergy = (measures: EnergyMeasures): number => logistic(energyInputs(measures), energyCalibration);
