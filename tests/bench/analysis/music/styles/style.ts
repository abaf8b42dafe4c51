import type { Groove, Pattern } from '../patterns.ts';
import type { TonalPart } from '../score.ts';

/** How sections follow each other: club track, song with choruses, drums alone, music without drums. */
export type FormKind = 'club' | 'song' | 'loop' | 'ambient';

/** What makes a genre: everything that a composer varies within it. */
export interface Style {
  readonly name: string;
  readonly form: FormKind;
  readonly beatsPerBar: 3 | 4;
  readonly bpm: readonly [number, number];
  /** Share of the pair that its first note takes, and which notes are pairs: eighths or sixteenths. */
  readonly swing?: { readonly unit: 8 | 16; readonly range: readonly [number, number] };
  /** How far the players are from the grid, ms; electronic music is on it. */
  readonly jitterMs: number;
  readonly grooves: readonly Groove[];
  /** Heard in the test set alone. */
  readonly testGrooves: readonly Groove[];
  /** Rhythms of the last bar of a phrase, over the groove's first half. */
  readonly fills: readonly Groove[];
  /** Sixteenths (twelve for 3/4): `X` and `x` the root, `o` its octave or fifth. */
  readonly bass: readonly Pattern[];
  readonly stabs: readonly Pattern[];
  /** Long chords. */
  readonly pads: readonly Pattern[];
  readonly melody: readonly Pattern[];
  readonly minorShare: number;
  /** General MIDI programs, counted from 0. */
  readonly programs: Readonly<Record<TonalPart, readonly number[]>>;
  readonly kits: readonly number[];
  readonly ducking: readonly [number, number];
}

export const electronicFills: readonly Groove[] = [
  { steps: 16, hits: { snare: '........x.xxxxxX' } },
  { steps: 16, hits: { snare: '............oxxX' } },
  { steps: 16, hits: { clap: '..........x.x.xX', tomLow: '........x.....x.' } },
];

export const bandFills: readonly Groove[] = [
  {
    steps: 16,
    hits: {
      snare: '........xxxx....',
      tomHigh: '............x...',
      tomMid: '.............x..',
      tomLow: '..............XX',
    },
  },
  { steps: 16, hits: { snare: '........x.x.xxxX' } },
  {
    steps: 16,
    hits: {
      tomHigh: '........x.x.....',
      tomMid: '............x...',
      tomLow: '..............xX',
      snare: '.........o.o....',
    },
  },
];
