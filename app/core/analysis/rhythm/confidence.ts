/** Slope and bias over the log odds, fitted to the tune half and taken half-way, since the models learned from some of it. */
const [SLOPE, BIAS] = [1.3, 0.3];

/**
 * What the models say of a tempo as the probability that it is right: they are a little too modest.
 *
 * @param chance 0 to 1
 */
export function tempoConfidence(chance: number): number {
  if (chance <= 0 || chance >= 1) return Math.min(1, Math.max(0, chance));
  return 1 / (1 + Math.exp(-(SLOPE * Math.log(chance / (1 - chance)) + BIAS)));
}
