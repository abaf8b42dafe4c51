import { electronicFills, type Style } from './style.ts';

const urban = {
  form: 'song',
  beatsPerBar: 4,
  fills: electronicFills,
  pads: ['X---------------', 'X-----..x-----..', 'X---....x---....'],
  minorShare: 0.75,
  programs: {
    bass: [32, 33, 35, 38, 39],
    pad: [4, 5, 89, 48, 52, 0],
    stab: [11, 4, 12, 46, 108, 24],
    lead: [73, 11, 80, 75, 65, 105],
  },
  kits: [0, 8, 25, 40],
  ducking: [0, 0.3],
} as const;

export const hipHop: Style = {
  ...urban,
  name: 'hip-hop',
  bpm: [80, 106],
  jitterMs: 8,
  grooves: [
    { steps: 16, hits: { kick: 'X......x..x.....', snare: '....X.......X...', hat: 'x.x.x.x.x.x.x.x.' } },
    {
      steps: 16,
      hits: {
        kick: 'X.x....x..x.....X..x...x..x.....',
        snare: '....X..o....X..o....X.......X.o.',
        hat: 'x.xox.x.x.xox.xo',
      },
    },
    {
      steps: 16,
      hits: {
        kick: 'X.........xx....',
        snare: '....X.......X...',
        hat: 'x.x.x.xxx.x.x.x.',
        openHat: '..............x.',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X..x......x.....X......x.xx.....',
        snare: '....X.......X..o',
        ride: 'x.x.x.x.x.x.x.x.',
        shaker: '..x...x...x...x.',
      },
    },
    {
      steps: 16,
      hits: { kick: 'X.....X...x..x..', clap: '....X.......X...', hat: 'x.xxx.x.x.xxx.x.', rim: '.......x.......x' },
    },
  ],
  bass: ['X---...x..x-....', 'X-----..x---....', 'x..x......x..o..', 'X-......X-..x-o.'],
  stabs: ['x.........x.....', '..x...x.....x...', 'x..x......x.....', '....x.......x...'],
  melody: ['x.....x...x.....', 'x..x..x...x.x...', '..x...x.x.......', 'x-----..x-x-x---'],
};

export const swungHipHop: Style = {
  ...hipHop,
  name: 'swung-hip-hop',
  bpm: [72, 104],
  swing: { unit: 16, range: [0.55, 0.66] },
};

/** Written at the tempo of the hats: the snare comes once a bar, on beat 3. */
export const trap: Style = {
  ...urban,
  name: 'trap',
  bpm: [130, 160],
  jitterMs: 0,
  grooves: [
    {
      steps: 16,
      hits: {
        kick: 'X.....x.........X.........x..x..',
        snare: '........X.......',
        hat: 'x.x.x.x.x.x.x.x.x.x.x.x.xxxxx.x.',
      },
    },
    {
      steps: 16,
      hits: {
        kick: 'X..x........x...X.........x.....',
        clap: '........X.......',
        hat: 'x.x.x.x.x.xxx.x.x.x.xxx.x.x.x.x.',
        openHat: '..............x.',
      },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X.....x...x.....X.x.......x.x...',
        snare: '........X......o',
        hat: 'x.x.xxx.x.x.x.xxx.x.x.x.x.xxxxxx',
        rim: '..x..x......x...',
      },
    },
  ],
  bass: ['X-------....x---X---------x-x---', 'X-----x---------', 'X--x--------x---'],
  stabs: ['x.......x.......', 'x..x..x.........', 'x.x.....x.x.....'],
  melody: ['x...x.....x...x.', 'x.x...x.x.......', 'x---x---x-x-x---'],
  minorShare: 0.95,
};

export const reggaeton: Style = {
  ...urban,
  name: 'reggaeton',
  bpm: [86, 104],
  jitterMs: 2,
  grooves: [
    { steps: 16, hits: { kick: 'X...X...X...X...', snare: '...x..x....x..x.' } },
    {
      steps: 16,
      hits: {
        kick: 'X...x...X...x...',
        snare: '...X..X....X..X.',
        hat: 'x.x.x.x.x.x.x.x.',
        shaker: 'oooooooooooooooo',
      },
    },
    {
      steps: 16,
      hits: { kick: 'X.......X.......', rim: '...x..x....x..x.', hat: '..x...x...x...x.', conga: 'x..x..x.x..x..x.' },
    },
  ],
  testGrooves: [
    {
      steps: 16,
      hits: {
        kick: 'X...X...X...X...',
        clap: '...x..x....x..xo',
        cowbell: 'x...x...x...x...',
        congaHigh: '..x..x....x..x..',
      },
    },
  ],
  bass: ['X--x--x.X--x--x.', 'X-......X-..x-o.', 'x..x..x.x..x..o.'],
  stabs: ['x..x..x.x..x..x.', '..x...x...x...x.', '....x.......x...'],
  melody: ['x..x..x.x..x..x.', 'x.....x.x.x.....', '..x.x.x...x.....'],
};
