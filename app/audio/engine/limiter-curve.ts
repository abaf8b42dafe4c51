/** Largest magnitude that the curve tells apart; beyond it the output stays at {@link CEILING}. */
export const CURVE_RANGE = 4;

const KNEE = 0.8;
const CEILING = 0.98;
const POINTS = 16_385;

/**
 * Curve of the safety limiter for a WaveShaperNode whose input is divided by {@link CURVE_RANGE}: a straight line up to
 * -2 dBFS, from there a bend that never passes -0.2 dBFS.
 */
export function limiterCurve(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: POINTS }, (_, i) => shaped(((2 * i) / (POINTS - 1) - 1) * CURVE_RANGE));
}

function shaped(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= KNEE) return x;
  const room = CEILING - KNEE;
  return Math.sign(x) * (KNEE + room * Math.tanh((magnitude - KNEE) / room));
}
