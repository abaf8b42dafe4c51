/**
 * How a knob without ends says which way it turned:
 * - `twos`: 1, 2, … to the right, 127, 126, … to the left
 * - `offset`: from 64: 65, 66, … to the right, 63, 62, … to the left
 * - `sign`: 1, 2, … to the right, 65, 66, … to the left
 */
export const encodings = ['twos', 'offset', 'sign'] as const;
export type Encoding = (typeof encodings)[number];

/** Steps of an encoder out of a value from 0 to 127; positive is to the right. */
export function stepsOf(encoding: Encoding, value: number): number {
  if (encoding === 'twos') return value < 64 ? value : value - 128;
  if (encoding === 'offset') return value - 64;
  return value < 64 ? value : 64 - value;
}
