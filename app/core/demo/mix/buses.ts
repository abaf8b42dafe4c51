import type { ScoreEvent } from '../score/events.ts';

export const busNames = ['kick', 'drums', 'noise', 'bass', 'pad', 'arp', 'lead'] as const;

export type BusName = (typeof busNames)[number];

/** How a group of voices goes into the mix; all but `duck` are gains. */
export interface BusMix {
  readonly dry: number;
  readonly reverb: number;
  readonly delay: number;
  /** Part that the kick takes away, 0 to 1. */
  readonly duck: number;
}

export const mix: Record<BusName, BusMix> = {
  kick: { dry: 0.6, reverb: 0, delay: 0, duck: 0 },
  drums: { dry: 0.62, reverb: 0.07, delay: 0, duck: 0.12 },
  noise: { dry: 0.3, reverb: 0.12, delay: 0, duck: 0.35 },
  bass: { dry: 0.35, reverb: 0, delay: 0, duck: 0.72 },
  pad: { dry: 0.21, reverb: 0.08, delay: 0, duck: 0.68 },
  arp: { dry: 0.42, reverb: 0.12, delay: 0.22, duck: 0.4 },
  lead: { dry: 0.31, reverb: 0.13, delay: 0.16, duck: 0.22 },
};

/** The bus that an event's voice sounds on. */
export function busOf(event: ScoreEvent): BusName {
  if (event.type === 'kick' || event.type === 'bass' || event.type === 'pad' || event.type === 'lead')
    return event.type;
  if (event.type === 'pluck') return 'arp';
  return event.type === 'riser' ? 'noise' : 'drums';
}
