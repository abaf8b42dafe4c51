import type { TransitionKind } from './transition.ts';

/** Where the controls of both channels stand within a transition. Faders 0 to 1; bass knobs -1 (off) to 0 (as it is). */
export interface Places {
  readonly firstFader: number;
  readonly secondFader: number;
  readonly firstLow: number;
  readonly secondLow: number;
}

/** Share of a blend that the swap of the basses takes. */
const SWAP = 0.03;

const clamp = (share: number) => Math.min(1, Math.max(0, share));
/** Equal power: faders are squares of their places, so the fourth root of a share of the power. */
const place = (share: number) => clamp(share) ** 0.25;

/** @param share of the transition that is over, 0 to 1 */
export function placesAt(kind: TransitionKind, share: number): Places {
  const at = clamp(share);
  if (kind === 'fade') return { firstFader: place(1 - at), secondFader: place(at), firstLow: 0, secondLow: 0 };
  const swap = clamp((at - 0.5) / SWAP + 0.5);
  return {
    // The second is open by the middle, the first goes only then: so the sum of two songs stays as loud as one.
    firstFader: at < 0.5 ? 1 : place(2 - 2 * at),
    secondFader: at < 0.5 ? place(2 * at) : 1,
    firstLow: -swap,
    secondLow: swap - 1,
  };
}
