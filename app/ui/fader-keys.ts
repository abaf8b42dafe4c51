interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** What a fader can be set to. */
export interface FaderScale {
  readonly min: number;
  readonly max: number;
  /** Value that a double click goes back to. */
  readonly rest: number;
  /** Change of one arrow key; a tenth with Shift, ten times with page keys. */
  readonly step: number;
}

/** Part of a drag, wheel turn or key press that counts while Shift is held. */
export const FINE = 0.1;

/** The value that a key leads to, or null when it means nothing on a fader. */
export function faderKey({ key, shiftKey }: Press, value: number, scale: FaderScale): number | null {
  const step = scale.step * (shiftKey ? FINE : 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowUp: value + step,
    ArrowRight: value + step,
    ArrowDown: value - step,
    ArrowLeft: value - step,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: scale.min,
    End: scale.max,
    Backspace: scale.rest,
    Delete: scale.rest,
  };
  const next = moves[key];
  return next === undefined ? null : within(next, scale);
}

export const within = (value: number, { min, max }: FaderScale): number => Math.min(max, Math.max(min, value));
