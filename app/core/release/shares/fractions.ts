import type { Split } from '#contracts/release/release.ts';

/** A fraction in lowest terms, without rounding. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

const reduced = (numerator: bigint, denominator: bigint): Fraction => {
  const by = divisor(numerator, denominator) || 1n;
  return { numerator: numerator / by, denominator: denominator / by };
};

/** Sum of shares, exact: three thirds are one. */
export function sumOfSplits(splits: readonly Split[]): Fraction {
  let sum: Fraction = { numerator: 0n, denominator: 1n };
  for (const { numerator, denominator } of splits) {
    const [n, d] = [BigInt(numerator), BigInt(denominator)];
    sum = reduced(sum.numerator * d + n * sum.denominator, sum.denominator * d);
  }
  return sum;
}

/** -1, 0 or 1 as a sum is less than the whole, the whole, or more. */
export const againstWhole = ({ numerator, denominator }: Fraction): -1 | 0 | 1 =>
  numerator === denominator ? 0 : numerator < denominator ? -1 : 1;

/** As people read it: `5/6`; whole percentages as such. */
export function fractionText({ numerator, denominator }: Fraction): string {
  const hundredfold = numerator * 100n;
  return hundredfold % denominator === 0n ? `${hundredfold / denominator} %` : `${numerator}/${denominator}`;
}
