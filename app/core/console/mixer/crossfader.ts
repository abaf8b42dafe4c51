/** How both sides share the way of the crossfader. */
export const crossfaderCurves = ['power', 'linear', 'cut', 'open'] as const;

export type CrossfaderCurve = (typeof crossfaderCurves)[number];

/** On which side of the crossfader a channel is. */
export type CrossfaderSide = -1 | 0 | 1;

/** How far a cut fader moves before the other side is fully open, as a share of its way. */
const CUT = 0.04;

/**
 * Gain of a channel.
 * `power`: left and right squared sum to one; `linear`: the sum is one; `cut`: both open but at the very ends; `open`:
 * both open in the middle, and the other side fades from there.
 *
 * @param place -1 (left) to 1 (right)
 */
export function crossfaderGain(curve: CrossfaderCurve, place: number, side: CrossfaderSide): number {
  if (side === 0) return 1;
  // 0 where this side is fully open, 1 where it is closed.
  const away = side < 0 ? (place + 1) / 2 : (1 - place) / 2;
  if (away <= 0) return 1;
  if (away >= 1) return 0;
  if (curve === 'power') return Math.cos((away * Math.PI) / 2);
  if (curve === 'linear') return 1 - away;
  if (curve === 'open') return away <= 0.5 ? 1 : Math.cos((away - 0.5) * Math.PI);
  return Math.min(1, (1 - away) / CUT);
}
