import { FLOAT, PCM, type FormatChunk } from './format.ts';

/** How plain samples lie in a file. Integers of 8 bits are unsigned, all others signed; all little-endian. */
export type SampleType = 'u8' | 'i16' | 'i24' | 'i32' | 'f32' | 'f64';

const bytesOf: Readonly<Record<SampleType, number>> = { u8: 1, i16: 2, i24: 3, i32: 4, f32: 4, f64: 8 };
const integers: Readonly<Record<number, SampleType>> = { 8: 'u8', 16: 'i16', 24: 'i24', 32: 'i32' };
const floats: Readonly<Record<number, SampleType>> = { 32: 'f32', 64: 'f64' };

/** How the samples of a format lie in its file; null for a codec or a width that nobody writes. */
export function sampleTypeOf({ codecTag, containerBits }: FormatChunk): SampleType | null {
  if (codecTag === PCM) return integers[containerBits] ?? null;
  return codecTag === FLOAT ? (floats[containerBits] ?? null) : null;
}

/**
 * Reads interleaved samples into planar floats, -1 to just under 1 for integers. Exact up to 24 bits; 32-bit integers and
 * 64-bit floats are rounded to the nearest float.
 *
 * @param bytes whole frames; what is over is left alone
 * @param planes one array per channel, with room for the frames
 * @returns the bits of all integer codes or-ed, moved up to 32 bits: its trailing zeros are bits that are never used.
 *   All ones for floats
 */
export function readSamples(bytes: Uint8Array, type: SampleType, planes: readonly Float32Array[]): number {
  const stride = bytesOf[type] * planes.length;
  const frames = Math.floor(bytes.length / stride);
  const view = new DataView(bytes.buffer, bytes.byteOffset, frames * stride);
  let used = 0;
  planes.forEach((plane, channel) => {
    used |= readers[type](view, channel * bytesOf[type], stride, frames, plane);
  });
  return used;
}

type Reader = (view: DataView, first: number, stride: number, frames: number, plane: Float32Array) => number;

const readers: Readonly<Record<SampleType, Reader>> = {
  u8(view, first, stride, frames, plane) {
    let used = 0;
    for (let i = 0, at = first; i < frames; i++, at += stride) {
      const code = view.getUint8(at) - 128;
      used |= code;
      plane[i] = code / 128;
    }
    return used << 24;
  },
  i16(view, first, stride, frames, plane) {
    let used = 0;
    for (let i = 0, at = first; i < frames; i++, at += stride) {
      const code = view.getInt16(at, true);
      used |= code;
      plane[i] = code / 32_768;
    }
    return used << 16;
  },
  i24(view, first, stride, frames, plane) {
    let used = 0;
    for (let i = 0, at = first; i < frames; i++, at += stride) {
      const code = (view.getInt8(at + 2) << 16) | view.getUint16(at, true);
      used |= code;
      plane[i] = code / 8_388_608;
    }
    return used << 8;
  },
  i32(view, first, stride, frames, plane) {
    let used = 0;
    for (let i = 0, at = first; i < frames; i++, at += stride) {
      const code = view.getInt32(at, true);
      used |= code;
      plane[i] = code / 2_147_483_648;
    }
    return used;
  },
  f32(view, first, stride, frames, plane) {
    for (let i = 0, at = first; i < frames; i++, at += stride) plane[i] = view.getFloat32(at, true);
    return -1;
  },
  f64(view, first, stride, frames, plane) {
    for (let i = 0, at = first; i < frames; i++, at += stride) plane[i] = view.getFloat64(at, true);
    return -1;
  },
};
