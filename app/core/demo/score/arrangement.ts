import type { ProgressionName } from './harmony.ts';

/** From the first to the last frame of a section, in Hz. */
export type Sweep = readonly [from: number, to: number];

export type Fill = 'toms' | 'roll' | 'breath';

/** A stretch of the track and who plays in it. */
export interface Section {
  readonly name: string;
  readonly bars: number;
  readonly chords: ProgressionName;
  readonly kick?: boolean;
  readonly clap?: boolean;
  readonly hats?: 'soft' | 'full';
  readonly shaker?: boolean;
  readonly bass?: 'long' | 'rolling';
  readonly arp?: 'sparse' | 'full';
  readonly lead?: 'theme' | 'answer' | 'last';
  /** What happens in the last bar (`roll`: over the whole section). */
  readonly fill?: Fill;
  /** Bars before the end at which noise starts to rise. */
  readonly riserBars?: number;
  /** A crash and falling noise on the first beat. */
  readonly impact?: boolean;
  readonly padHz: Sweep;
  readonly arpHz: Sweep;
}

export const arrangement: readonly Section[] = [
  {
    name: 'intro',
    bars: 4,
    chords: 'home',
    kick: true,
    hats: 'soft',
    padHz: [320, 900],
    arpHz: [500, 900],
  },
  {
    name: 'groove',
    bars: 4,
    chords: 'home',
    ...{ kick: true, clap: true, hats: 'soft', shaker: true, bass: 'rolling', arp: 'sparse', fill: 'toms' },
    padHz: [700, 1300],
    arpHz: [900, 2000],
  },
  {
    name: 'build',
    bars: 4,
    chords: 'rise',
    ...{ clap: true, hats: 'soft', shaker: true, bass: 'long', arp: 'full', fill: 'roll', riserBars: 4 },
    padHz: [900, 4200],
    arpHz: [1400, 5200],
  },
  {
    name: 'drop',
    bars: 8,
    chords: 'home',
    ...{ kick: true, clap: true, hats: 'full', shaker: true, bass: 'rolling', arp: 'full', lead: 'theme' },
    ...{ impact: true, fill: 'toms' },
    padHz: [3800, 3000],
    arpHz: [4600, 3800],
  },
  {
    name: 'break',
    bars: 4,
    chords: 'lift',
    ...{ bass: 'long', arp: 'sparse', lead: 'answer', impact: true, riserBars: 2, fill: 'breath' },
    padHz: [1500, 3800],
    arpHz: [1600, 4200],
  },
  {
    name: 'second drop',
    bars: 8,
    chords: 'home',
    ...{ kick: true, clap: true, hats: 'full', shaker: true, bass: 'rolling', arp: 'full', lead: 'theme' },
    ...{ impact: true, fill: 'toms' },
    padHz: [4200, 3400],
    arpHz: [5200, 4200],
  },
  {
    name: 'outro',
    bars: 4,
    chords: 'home',
    ...{ kick: true, hats: 'soft', shaker: true, bass: 'rolling', arp: 'sparse', lead: 'last', impact: true },
    padHz: [2400, 420],
    arpHz: [2600, 500],
  },
];

export const TOTAL_BARS = arrangement.reduce((sum, { bars }) => sum + bars, 0);
