import { quantise24 } from '../../wav/pcm24.ts';
import type { SampleType } from '../../wav/samples.ts';
import type { Dither24 } from './dither.ts';

/** A stretch of samples as they lie in the original, and as floats. */
export interface Samples {
  readonly bytes: Uint8Array;
  readonly planes: readonly Float32Array[];
  readonly frames: number;
}

/**
 * The same samples as plain integers of a repaired file.
 *
 * @param dither for floats that are no 24-bit codes; null where every sample fits
 */
export function encodeSamples(
  { bytes, planes, frames }: Samples,
  type: SampleType,
  bitDepth: 16 | 24 | 32,
  dither: Dither24 | null,
): Uint8Array {
  if (type === 'u8') return widened(bytes);
  if (type === 'i16' || type === 'i24' || (type === 'i32' && bitDepth === 32)) return bytes;
  const out = new Uint8Array(frames * planes.length * 3);
  if (dither) dither.write(planes, frames, out);
  else
    quantise24(
      planes.map((plane) => plane.subarray(0, frames)),
      out,
    );
  return out;
}

/** Unsigned bytes as signed 16-bit codes of the same value. */
function widened(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(2 * bytes.length);
  for (let i = 0; i < bytes.length; i++) out[2 * i + 1] = (bytes[i] as number) - 128;
  return out;
}
