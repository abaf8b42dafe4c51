/**
 * What a control takes:
 * - `press`: 1 when it goes down, 0 when it goes up. Most act on 1 only; those whose meaning is in the holding say so.
 *   Its state, for lights, is 1 while what it stands for is on (plays, loops, is synced, …), else 0.
 * - `range`: the place of a knob or fader, from `min` to `max`; `rest` changes nothing about the sound.
 * - `steps`: movement without end; positive is clockwise, to the right or ahead. The unit stands at the control.
 */
export type ControlKind =
  | { readonly kind: 'press' }
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly rest: number }
  | { readonly kind: 'steps' };

export const press = { kind: 'press' } as const;
export const steps = { kind: 'steps' } as const;

/** Closed to open. */
export const open = { kind: 'range', min: 0, max: 1, rest: 1 } as const;

/** Nothing to all. */
export const amount = { kind: 'range', min: 0, max: 1, rest: 0 } as const;

/** To both sides of the middle, which changes nothing. */
export const bipolar = { kind: 'range', min: -1, max: 1, rest: 0 } as const;

/** A place on hardware, 0 (low end) to 1 (high end) with the middle at 0.5, as a value of a range. */
export function valueAt(place: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return min + Math.min(1, Math.max(0, place)) * (max - min);
}

/** The place on hardware, 0 to 1, of a value of a range. */
export function placeOf(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}
