import { electronicFills, type Style } from './style.ts';

const programs = {
  bass: [38, 39, 33, 87],
  pad: [89, 90, 91, 94, 50, 88],
  stab: [81, 62, 16, 4, 5, 54],
  lead: [80, 81, 82, 84, 98, 11],
};

export const house: Style = {
  name: 'house',
  form: 'club',
  beatsPerBar: 4,
  bpm: [115, 132],
  swing: { unit: 16, range: [0.5, 0.6] },
  jitterMs: 0,
  grooves: [
    { steps: 16, hits: { kick: 'X...X...X...X...', clap: '....X.......X...', openHat: '..x...x...x...x.' } },
    {
      steps: 16,
      hits: { kick: 'X...X...X...X...', clap: '....X.......X...', hat: 'o.xoo.xoo.xoo.xo', shaker: 'oxoxoxoxoxoxoxox' },
    },
    {
      steps: 16,
      hits: { kick: 'X...X...X...X...', snare: '....x.......x..o', hat: '..x...x...x...x.', conga: '...x..x....x..x.' },
    },
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X..o',
        rim: '...x..x...x..x..',
        openHat: '..X...X...X...X.',
        clap: '....x.......x...',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X...',
        clap: '....X.......X.o.',
        hat: 'xxXxxxXxxxXxxxXx',
        cowbell: '..x..x....x..x..',
      },
    },
    {
      steps: 16,
      hits: {
        kick: 'X..oX...X...X.o.',
        snare: '....X..o....X...',
        ride: '..x...x...x...x.',
        shaker: 'x.oxx.oxx.oxx.ox',
      },
    },
  ],
  fills: electronicFills,
  bass: ['..X...X...X...X.', '..x.x.x...x.x.xo', 'X..x..x.X..x..o.', 'x-.x..x.-.x..x..', 'X-------X---x-x-'],
  stabs: ['...x..x....x..x.', 'x..x..x..x..x...', '..x.....x..x....', '....x..x......x.'],
  pads: ['X---------------', 'X-------x-------'],
  melody: ['x..x..x.x...x...', 'x.......x.x.x...', '..x.x.x...x.x.x.', 'x---..x-..x---..'],
  minorShare: 0.75,
  programs,
  kits: [24, 25, 8, 0],
  ducking: [0.1, 0.8],
};

export const techno: Style = {
  ...house,
  name: 'techno',
  bpm: [124, 150],
  swing: { unit: 16, range: [0.5, 0.54] },
  grooves: [
    { steps: 16, hits: { kick: 'X...X...X...X...', hat: '..X...X...X...X.' } },
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X...',
        hat: 'xxxxxxxxxxxxxxxx',
        clap: '....x.......x...',
        openHat: '..x...x...x...x.',
      },
    },
    { steps: 16, hits: { kick: 'X...X...X...X...', rim: '..x..x..x..x..x.', ride: '..x...x...x...x.' } },
    { steps: 16, hits: { kick: 'X...X...X...X...', tomLow: '.x.x..x.x.x...x.', hat: 'o.x.o.x.o.x.o.x.' } },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X...',
        shaker: 'xoxoxoxoxoxoxoxo',
        cowbell: '...x...x...x...x',
        clap: '............x...',
      },
    },
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X.x.',
        openHat: '..X...X...X...X.',
        snare: '.......o.......x',
        hat: 'xoxoxoxoxoxoxoxo',
      },
    },
  ],
  bass: ['..x...x...x...x.', '.xxx.xxx.xxx.xxx', 'x.x.x.x.x.x.x.x.', '..xo..xo..xo..xo', '-xx--xx--xx--xx-'],
  stabs: ['x..x..x..x..x..x', '......x.......x.', 'x.........x.....', '..x..x..x..x..x.'],
  minorShare: 0.9,
  ducking: [0.2, 0.9],
};

export const drumAndBass: Style = {
  ...house,
  name: 'drum-and-bass',
  bpm: [165, 180],
  swing: { unit: 16, range: [0.5, 0.54] },
  grooves: [
    { steps: 16, hits: { kick: 'X.........X.....', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' } },
    {
      steps: 16,
      hits: {
        kick: 'X.........x..o..X.....x...X.....',
        snare: '....X..o....X.......X..o.o..X...',
        hat: 'x.o.x.o.x.o.x.o.x.o.x.o.x.o.x.o.',
      },
    },
    {
      steps: 16,
      hits: { kick: 'X.x.......x.....', snare: '....X..o.o..X...', ride: 'x.x.x.x.x.x.x.x.', hat: '..o...o...o...o.' },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X.X.......XX....X.X.......X.....',
        snare: '....X..o.o..X..o....X..o.o....X.',
        ride: 'x.x.x.x.x.x.x.x.',
      },
    },
    {
      steps: 16,
      hits: {
        kick: 'X.....x...x.....',
        snare: '....X.......X..x',
        shaker: 'xoxoxoxoxoxoxoxo',
        openHat: '..............x.',
      },
    },
  ],
  bass: ['X-----x---o-----', 'X-----------x---', 'x..x..x...x..x..', 'X---------------', 'X-.x-.X---..x.x.'],
  stabs: ['x.....x.....x...', 'x...............', '......x...x.....'],
  ducking: [0, 0.4],
};

export const breaks: Style = {
  ...house,
  name: 'breaks',
  bpm: [122, 140],
  swing: { unit: 16, range: [0.5, 0.58] },
  grooves: [
    { steps: 16, hits: { kick: 'X.x.......x..x..', snare: '....X..o.o..X..o', hat: 'x.x.x.x.x.x.x.x.' } },
    {
      steps: 16,
      hits: {
        kick: 'X.....x...X.....',
        snare: '....X.......X...',
        openHat: '..x...x...x...x.',
        hat: 'xoxoxoxoxoxoxoxo',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X..x..x...x.....',
        snare: '....X..o....X.o.',
        ride: 'x.x.x.x.x.x.x.x.',
        cowbell: 'x...x...x...x...',
      },
    },
  ],
};

/** Machines and syncopated kicks; heard in the test set alone. */
export const electro: Style = {
  ...breaks,
  name: 'electro',
  bpm: [108, 134],
  grooves: [
    { steps: 16, hits: { kick: 'X.....X...X.....', snare: '....X.......X...', hat: 'xoxoxoxoxoxoxoxo' } },
    {
      steps: 16,
      hits: {
        kick: 'X..X......X..x..',
        clap: '....X.......X...',
        cowbell: '..x.x..x..x.x..x',
        hat: 'x.x.x.x.x.x.xxx.',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X..x.....xX.....',
        snare: '....X.......X..o',
        hat: 'xxxxxxxxxxxxxxxx',
        tomLow: '.......x.......x',
      },
    },
  ],
  kits: [25, 24],
};
