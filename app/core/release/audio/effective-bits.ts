/**
 * Bits that carry something, of audio whose codes, moved up to 32 bits, or-ed give `used`.
 *
 * @param bitDepth what the file says; silence uses all of it
 */
export function effectiveBits(used: number, bitDepth: number): number {
  if (used === 0) return bitDepth;
  const zeros = 31 - Math.clz32(used & -used);
  return Math.min(bitDepth, 32 - zeros);
}
