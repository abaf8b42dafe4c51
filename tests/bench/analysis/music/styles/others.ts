import { funk } from './band.ts';
import { house } from './club.ts';
import type { Style } from './style.ts';

/** Montunos and congas over a bass that leaves the one out. */
export const latin: Style = {
  ...funk,
  name: 'latin',
  form: 'song',
  bpm: [88, 124],
  jitterMs: 5,
  grooves: [
    {
      steps: 16,
      hits: {
        rim: 'x..x..x...x.x...',
        conga: '..x...xx..x...xx',
        shaker: 'xoxoxoxoxoxoxoxo',
        kick: 'X.....x.X.....x.',
      },
    },
    {
      steps: 16,
      hits: {
        cowbell: 'X.x.x.x.X.x.x.x.',
        congaHigh: '..x.....x.x.....',
        conga: '......xx......xx',
        kick: 'X.......X.......',
        hat: 'o.o.o.o.o.o.o.o.',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X.....x.X.....x.',
        rim: '..x.x...x..x..x.',
        hat: 'xoxoxoxoxoxoxoxo',
        congaHigh: '....x.......x.x.',
      },
    },
  ],
  bass: ['X.....x.....x---', 'X-....x-....x---', 'X-----x-X-----x-'],
  stabs: ['x.x..x.xx..x.x.x', 'x..x..x.x..x..x.'],
  programs: { bass: [32, 33, 35], pad: [48, 61, 89], stab: [0, 1, 24, 12], lead: [56, 65, 73, 75] },
};

/** Chords that swell and tones that hang; no drums. */
export const ambient: Style = {
  ...house,
  name: 'ambient',
  form: 'ambient',
  bpm: [65, 110],
  jitterMs: 12,
  grooves: [],
  testGrooves: [],
  bass: ['X---------------'],
  stabs: ['x.x.x.x.x.x.x.x.', 'x...x...x...x...', 'x..x..x..x..x...'],
  melody: ['x-------------..', '..x-------x-----'],
  minorShare: 0.5,
  programs: { bass: [39, 33, 43], pad: [88, 89, 91, 94, 95, 52], stab: [46, 11, 98, 0, 108], lead: [99, 73, 91, 49] },
};

/** The drums of a genre alone, at its own tempo. */
export const drumsOf = (style: Style): Style => ({ ...style, name: `${style.name} drums`, form: 'loop' });
