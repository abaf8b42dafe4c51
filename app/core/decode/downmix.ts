const HALF_POWER = Math.SQRT1_2;

/**
 * Shares of left and right for each channel by the layouts that files have, as browsers play them: mono on both sides,
 * of four and more channels centre and surround at -3 dB, no LFE.
 *
 * @see Web Audio API, channel interpretation "speakers"
 */
const layouts: Readonly<Record<number, readonly (readonly [left: number, right: number])[]>> = {
  1: [[1, 1]],
  2: [
    [1, 0],
    [0, 1],
  ],
  4: [
    [0.5, 0],
    [0, 0.5],
    [0.5, 0],
    [0, 0.5],
  ],
  6: [
    [1, 0],
    [0, 1],
    [HALF_POWER, HALF_POWER],
    [0, 0],
    [HALF_POWER, 0],
    [0, HALF_POWER],
  ],
};

/** Adds `frames` frames of any number of channels, from `offset` on, to left and right at `to`. */
export function downmix(
  planes: readonly Float32Array[],
  offset: number,
  frames: number,
  out: readonly [Float32Array, Float32Array],
  to: number,
): void {
  const shares = layouts[planes.length] ?? layouts[2] ?? [];
  for (let side = 0; side < 2; side++) {
    const target = out[side as 0 | 1];
    target.fill(0, to, to + frames);
    shares.forEach((share, channel) => {
      const plane = planes[channel];
      const gain = share[side as 0 | 1];
      if (!plane || gain === 0) return;
      for (let i = 0; i < frames; i++) {
        target[to + i] = (target[to + i] as number) + (plane[offset + i] as number) * gain;
      }
    });
  }
}
