/** Learnt by `tests/bench/analysis/learn/key-confidence.ts`: weights of the inputs in `confidence.ts`, then the bias. */
export const presenceCalibration: readonly number[] = [2.334, -0.353, -4.44];
export const keyCalibration: readonly number[] = [0.02, 1.274, 0.243, -0.869, -1.943];
