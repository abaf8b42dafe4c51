import { PAGE_FRAMES } from '#core/console/source/page-memory.ts';
import { dequantise24, quantise24 } from '#core/wav/pcm24.ts';

/** Bytes of a sample. */
export type Depth = 2 | 3 | 4;

const FULL_16 = 32_768;

/** Bytes of a page at a depth, both channels. */
export const packedBytes = (depth: Depth): number => 2 * PAGE_FRAMES * depth;

/**
 * The fewest bytes that hold a page as it is: 16 bits where its samples are such, 24 for all else (a decoder's rest below
 * lies under -138 dBFS), and floats where it goes beyond full scale.
 */
export function depthOf(...sides: readonly Float32Array[]): Depth {
  let depth: Depth = 2;
  for (const side of sides) {
    for (let i = 0; i < side.length; i++) {
      const code = (side[i] as number) * FULL_16;
      if (code >= FULL_16 || code < -FULL_16) return 4;
      if (depth === 2 && code !== Math.round(code)) depth = 3;
    }
  }
  return depth;
}

/** Writes a page into `target`, which has room for {@link packedBytes}. */
export function pack(left: Float32Array, right: Float32Array, depth: Depth, target: Uint8Array<ArrayBuffer>): void {
  if (depth === 3) return quantise24([left, right], target);
  if (depth === 4) {
    const floats = new Float32Array(target.buffer, target.byteOffset, 2 * PAGE_FRAMES);
    floats.set(left);
    floats.set(right, PAGE_FRAMES);
    return;
  }
  const codes = new Int16Array(target.buffer, target.byteOffset, 2 * PAGE_FRAMES);
  for (let i = 0; i < PAGE_FRAMES; i++) {
    codes[i] = (left[i] as number) * FULL_16;
    codes[PAGE_FRAMES + i] = (right[i] as number) * FULL_16;
  }
}

/** Reads a page back: left, then right. */
export function unpack(source: Uint8Array<ArrayBuffer>, depth: Depth, into: Float32Array): void {
  if (depth === 3) {
    const [left, right] = dequantise24(source.subarray(0, packedBytes(3)), 2);
    into.set(left ?? []);
    into.set(right ?? [], PAGE_FRAMES);
  } else if (depth === 4) into.set(new Float32Array(source.buffer, source.byteOffset, 2 * PAGE_FRAMES));
  else {
    const codes = new Int16Array(source.buffer, source.byteOffset, 2 * PAGE_FRAMES);
    for (let i = 0; i < codes.length; i++) into[i] = (codes[i] as number) / FULL_16;
  }
}
