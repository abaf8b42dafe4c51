/** Learnt by `tests/bench/analysis/learn/form-confidence.ts`: weights of the inputs in `confidence.ts`, then the bias. */
export const sectionCalibration: readonly number[] = [-0.231, -0.151, 0.425, -0.087, -0.148];
export const energyCalibration: readonly number[] = [0.69, 0.878, -1.099];
