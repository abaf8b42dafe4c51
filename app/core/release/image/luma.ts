/** Brightness of pixels, 0 to 255, row by row. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Brightness of RGBA pixels (ITU-R BT.601). */
export function lumaOf(rgba: Uint8ClampedArray, width: number, height: number): Luma {
  const data = new Float32Array(width * height);
  for (let i = 0, at = 0; i < data.length; i++, at += 4) {
    data[i] = 0.299 * (rgba[at] as number) + 0.587 * (rgba[at + 1] as number) + 0.114 * (rgba[at + 2] as number);
  }
  return { width, height, data };
}
