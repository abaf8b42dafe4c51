/** One sounding note or hit. */
export interface Voice {
  /**
   * Adds its next frames to `left` and `right`, from index `from` to their end.
   *
   * @returns whether it still sounds afterwards
   */
  render(left: Float32Array, right: Float32Array, from: number): boolean;
}

/** Filter corners that the arrangement moves while notes sound, in Hz. */
export interface Controls {
  padHz: number;
  arpHz: number;
}

/** Frames between two settings of a moving filter. */
export const CONTROL_FRAMES = 32;

/** Gains that keep the power equal for a place from -1 (left) to 1 (right). */
export function pan(place: number): { left: number; right: number } {
  const right = (place + 1) / 2;
  return { left: Math.sqrt(1 - right), right: Math.sqrt(right) };
}
