import { bandFills, type Style } from './style.ts';

const band = {
  form: 'song',
  beatsPerBar: 4,
  fills: bandFills,
  minorShare: 0.4,
  kits: [0, 8, 16],
  ducking: [0, 0],
} as const;

export const rock: Style = {
  ...band,
  name: 'rock',
  bpm: [90, 172],
  jitterMs: 6,
  grooves: [
    {
      steps: 16,
      hits: { kick: 'X.......X.......X.....x.X.......', snare: '....X.......X...', hat: 'X.x.X.x.X.x.X.x.' },
    },
    { steps: 16, hits: { kick: 'X.....x.X..x....', snare: '....X.......X...', ride: 'X.x.X.x.X.x.X.x.' } },
    {
      steps: 16,
      hits: { kick: 'X.x.......x.....X.x.....x.x.....', snare: '....X.......X..o', hat: 'x.x.x.x.x.x.x.x.' },
    },
  ],
  testGrooves: [
    { steps: 16, hits: { kick: 'X.x.X.x.X.x.X.x.', snare: '....X.......X...', hat: 'X...X...X...X...' } },
    { steps: 16, hits: { kick: 'X.......x.x.....', snare: '....X..o.o..X...', openHat: 'x...x...x...x...' } },
  ],
  bass: ['x.x.x.x.x.x.x.x.', 'X-x-x-x-X-x-x-x-', 'X---x---X---x-o-', 'X-----x-x---x---'],
  stabs: ['x.x.x.x.x.x.x.x.', 'X---x-x-X---x-x-', 'X-------X-------', 'X-..x-..X-..x-x-'],
  pads: ['X---------------', 'X-------x-------'],
  melody: ['x...x...x...x...', 'x..x..x.x...x...', 'x---..x-x---....'],
  programs: { bass: [33, 34, 36], pad: [16, 18, 48, 30], stab: [27, 29, 30, 28, 25], lead: [27, 30, 65, 29, 22] },
};

export const ballad: Style = {
  ...band,
  name: 'ballad',
  bpm: [65, 92],
  jitterMs: 10,
  grooves: [
    { steps: 16, hits: { kick: 'X.......x.......', snare: '....x.......x...', hat: 'x.o.x.o.x.o.x.o.' } },
    { steps: 16, hits: { kick: 'X......x........', rim: '....x.......x...', ride: 'x.o.x.o.x.o.x.o.' } },
  ],
  testGrooves: [
    { steps: 16, hits: { kick: 'X.....x.x.......', snare: '....x.......x...', shaker: 'xoxoxoxoxoxoxoxo' } },
  ],
  bass: ['X-------x-------', 'X-----x-x-----x-', 'X---------------'],
  stabs: ['x.x.x.x.x.x.x.x.', 'X---x---x---x---', 'X-------X-------', 'x.xox.xox.xox.xo'],
  pads: ['X---------------'],
  melody: ['x.......x...x...', 'x---..x-x-------', 'x.x.x...x.......'],
  programs: {
    bass: [32, 33, 35],
    pad: [48, 49, 50, 52, 89],
    stab: [0, 1, 4, 24, 25, 46],
    lead: [73, 68, 40, 56, 65, 71],
  },
};

export const waltz: Style = {
  ...band,
  name: 'waltz',
  beatsPerBar: 3,
  bpm: [84, 176],
  jitterMs: 6,
  grooves: [
    { steps: 12, hits: { kick: 'X...........', rim: '....x...x...', ride: 'x...x...x...' } },
    { steps: 12, hits: { kick: 'X...........', snare: '....x...x...', hat: 'x.o.x.o.x.o.' } },
  ],
  testGrooves: [{ steps: 12, hits: { kick: 'X.........x.', snare: '....o...x...', hat: 'x...x.x.x...' } }],
  fills: [
    { steps: 12, hits: { snare: '....x.xxX...' } },
    { steps: 12, hits: { tomHigh: '......x.....', tomMid: '........x...', tomLow: '..........X.' } },
  ],
  bass: ['X---........', 'X-------x---', 'X-----------'],
  stabs: ['....x...x...', '....x.x.x.x.'],
  pads: ['X-----------'],
  melody: ['x...x...x...', 'x-------x...', 'x.....x.x...'],
  programs: { bass: [32, 43, 33], pad: [48, 49, 89], stab: [0, 21, 24, 46], lead: [40, 71, 73, 68] },
};

/** Soul and funk with busy sixteenths. */
export const funk: Style = {
  ...rock,
  name: 'funk',
  bpm: [92, 124],
  swing: { unit: 16, range: [0.5, 0.57] },
  grooves: [
    { steps: 16, hits: { kick: 'X.x....x..x..x..', snare: '....X..o.o..X..o', hat: 'xxxxxxxxxxxxxxxx' } },
    {
      steps: 16,
      hits: {
        kick: 'X..x..x...x.....',
        snare: '....X..o....X.o.',
        hat: 'x.x.x.x.x.x.x.x.',
        cowbell: 'x...x...x...x...',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: { kick: 'X.....x...xx....', snare: '....X.o..o..X..o', hat: 'x.xxx.xxx.xxx.xx', conga: '..xx..x...xx..x.' },
    },
  ],
  bass: ['X..x..x.o.x..x.x', 'X.x..x..X.x..xo.', 'X---..x.o-..x.x.'],
  stabs: ['..x...x...x...x.', '.x.x..x..x.x..x.', '....x..x....x..x'],
  programs: { bass: [33, 36, 37], pad: [16, 4, 48], stab: [27, 7, 61, 28], lead: [65, 66, 56, 61] },
  minorShare: 0.6,
};

/** Swung eighths; heard in the test set alone. */
export const shuffle: Style = {
  ...rock,
  name: 'shuffle',
  bpm: [96, 138],
  swing: { unit: 8, range: [0.62, 0.67] },
  grooves: [
    { steps: 16, hits: { kick: 'X.......X.....x.', snare: '....X.......X...', ride: 'x...x.x.x...x.x.' } },
    { steps: 16, hits: { kick: 'X.....x.X.......', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' } },
  ],
  testGrooves: [
    { steps: 16, hits: { kick: 'X.......x.......', snare: '....X.......X.o.', openHat: 'x...x...x...x...' } },
  ],
  stabs: ['x.x.x.x.x.x.x.x.', '..x...x...x...x.'],
};
