/** Heard seconds across the picture, how far they go, and the factor of one key press. */
export const ZOOM = { least: 1, most: 64, start: 8, step: Math.SQRT2 } as const;

/** Closer by a factor below 1, wider above. */
export const zoomed = (seconds: number, factor: number): number =>
  Math.min(ZOOM.most, Math.max(ZOOM.least, seconds * factor));

/** Factor of a turn of the wheel; a pinch on a touchpad comes as a wheel with Ctrl and small steps. */
export const wheelFactor = ({ deltaY, deltaMode, ctrlKey }: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>) =>
  Math.exp((deltaMode === 1 ? deltaY * 40 : deltaY) * (ctrlKey ? 0.01 : 0.002));
