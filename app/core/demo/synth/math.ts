/**
 * Arithmetic for the synthesizer made of `+ - * /`, rounding and square roots alone. `Math.sin`, `Math.pow` and their like may differ
 * in the last bit from engine to engine; these give the same bits everywhere, so that the rendered file has one hash.
 */

/** Frames per second of everything the demo renders. */
export const RATE = 44_100;

const TAU = 6.283185307179586;
const LN2 = 0.6931471805599453;
const POWER_LIMIT = 128;

const powersOfTwo = (() => {
  const table = new Float64Array(2 * POWER_LIMIT + 1).fill(1);
  for (let i = 1; i <= POWER_LIMIT; i++) {
    table[POWER_LIMIT + i] = table[POWER_LIMIT + i - 1]! * 2;
    table[POWER_LIMIT - i] = table[POWER_LIMIT - i + 1]! / 2;
  }
  return table;
})();

/** Sine of `turns` full circles; error below 1e-8. */
export function sine(turns: number): number {
  let x = turns - Math.floor(turns);
  if (x > 0.75) x -= 1;
  else if (x > 0.25) x = 0.5 - x;
  const a = x * TAU;
  const b = a * a;
  const tail = -1 / 5040 + b * (1 / 362_880 - b * (1 / 39_916_800 - b / 6_227_020_800));
  return a * (1 + b * (-1 / 6 + b * (1 / 120 + b * tail)));
}

/** 2 to the power of `x`, for |x| < 127; relative error below 1e-9. */
export function exp2(x: number): number {
  const whole = Math.floor(x + 0.5);
  const a = (x - whole) * LN2;
  const high = 1 / 24 + a * (1 / 120 + a * (1 / 720 + a * (1 / 5040 + a / 40_320)));
  const fraction = 1 + a * (1 + a * (0.5 + a * (1 / 6 + a * high)));
  return fraction * powersOfTwo[POWER_LIMIT + whole]!;
}

/** Frequency in Hz of a MIDI note number, equal temperament, A4 (69) = 440 Hz. */
export const noteHz = (note: number): number => 440 * exp2((note - 69) / 12);

/** A smooth odd curve near tanh that reaches ±1 at ±3 and stays there. */
export function saturate(x: number): number {
  if (x >= 3) return 1;
  if (x <= -3) return -1;
  const square = x * x;
  return (x * (27 + square)) / (27 + 9 * square);
}

/** From `a` to `b` in equal ratios, `t` from 0 to 1; for frequencies. */
export const glide = (a: number, b: number, t: number): number => a * exp2(t * log2(b / a));

/** Base-2 logarithm of a positive number, by repeated squaring; error below 1e-9. */
function log2(value: number): number {
  let result = 0;
  let x = value;
  for (; x >= 2; result++) x /= 2;
  for (; x < 1; result--) x *= 2;
  for (let bit = 0.5; bit > 1e-9; bit /= 2) {
    x *= x;
    if (x >= 2) {
      x /= 2;
      result += bit;
    }
  }
  return result;
}
