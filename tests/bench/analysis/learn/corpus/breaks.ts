import type { Random } from '../../music/random.ts';
import type { DrumName, DrumNote } from '../../music/score.ts';

/** A drum pattern of some bars. */
export interface Pattern {
  readonly beats: number;
  readonly beatsPerBar: number;
  readonly drums: readonly DrumNote[];
  readonly bpm: readonly [low: number, high: number];
}

/** Rhythms of the world in sixteenths of a bar (twelfths where so long), by kick, backbeat and colour. */
const known: readonly (readonly [kick: string, back: string, colour: string, low: number, high: number])[] = [
  ['x.x.......xx....', '....x..x.x..x..x', 'x.x.x.x.x.x.x.x.', 90, 178],
  ['x.x.......x.....', '....x..x.x..x...', 'x.x.x.x.x.x.x.x.', 90, 178],
  ['x.....x...x..x..', '....x..x.x..x..x', 'xxxxxxxxxxxxxxxx', 88, 118],
  ['x..x..x.........', '....x.......x...', 'x.x.x.x.x.x.x.x.', 86, 128],
  ['x...x...x...x...', '...x..x....x..x.', 'x.x.x.x.x.x.x.x.', 86, 106],
  ['x..x....x..x....', '...x..x....x..x.', '................', 86, 106],
  ['x.....x.x.....x.', '...x..x...x..x..', 'x.x.x.x.x.x.x.x.', 110, 150],
  ['x..xx..xx..xx..x', '..x..x....x..x..', 'xxxxxxxxxxxxxxxx', 90, 125],
  ['x.......x.......', '..x...x...x...x.', 'x.x.x.x.x.x.x.x.', 112, 138],
  ['x.........x.....', '....x.......x...', 'x.x.x.x.x.x.x.x.', 160, 180],
  ['x.........x.....', '....x.......x...', '..x...x...x...x.', 126, 140],
  ['x..x......x.x...', '....x.......x...', 'x.xxx.xxx.xxx.xx', 128, 142],
  ['x.....x.........', '........x.......', 'x.x.x.x.x.x.x.xx', 128, 152],
  ['x..x..x.........', '........x.....x.', 'xxxxxxxxxxxxxxxx', 128, 152],
  ['x.....x.....x...', 'x..x..x...x.x...', 'x.x.x.x.x.x.x.x.', 95, 128],
  ['x.......x.......', 'x..x..x...x.x...', 'x.xx.x.xx.x.x.x.', 95, 128],
  ['x.......x.......', '....x.......x...', 'x..xx..xx..xx..x', 80, 110],
  ['x..x..x..x..', '...x.....x..', 'x.xx.xx.xx.x', 80, 150],
  ['x.....x.....', '...x.....x..', 'x.xx.xx.xx.x', 84, 145],
  ['x....xx.....', '...x.....x..', 'xxxxxxxxxxxx', 56, 92],
  ['x.x..x.x.x..', '..........x.', 'x.x.xx.x.x.x', 96, 140],
  ['x.....x.x...', '...x.....x..', 'x.x.xx.x.x.x', 96, 140],
];

const hats = [
  'x.x.x.x.x.x.x.x.',
  'xxxxxxxxxxxxxxxx',
  '..x...x...x...x.',
  'x...x...x...x...',
  'x..x..x.x..x..x.',
  '................',
];

/** One of the known rhythms with changes, or one that nobody knows. */
export function drumPattern(random: Random): Pattern {
  const bars = random.pick([1, 1, 2, 2, 4]);
  return random.chance(0.5) ? variation(bars, random) : invention(bars, random);
}

function variation(bars: number, random: Random): Pattern {
  const [kick, back, colour, low, high] = random.pick(known);
  const steps = kick.length;
  const busy = random.chance(0.5) ? random.between(0, 0.12) : 0;
  const drums: DrumNote[] = [];
  const voices = pickVoices(random);
  for (let bar = 0; bar < bars; bar++) {
    const play = (drum: DrumName, text: string, loud: number) => {
      for (let i = 0; i < steps; i++) {
        const isHit = (text[i] === 'x') !== (i > 0 && random.chance(busy));
        if (isHit) drums.push(hit(drum, (bar + i / steps) * 4, loud * random.between(0.75, 1), random));
      }
    };
    play(voices.kick, kick, 1);
    play(voices.back, back, 0.85);
    if (voices.hat) play(voices.hat, colour, random.between(0.3, 0.7));
  }
  return { beats: bars * 4, beatsPerBar: 4, drums, bpm: [low, high] };
}

/** Hits with chances that fall with the weight of their place. */
function invention(bars: number, random: Random): Pattern {
  const wild = random.between(0.05, 0.55);
  const hat = random.pick(hats);
  const voices = pickVoices(random);
  const swing = random.chance(0.25) ? random.between(0.06, 0.17) : 0;
  const place = (i: number) => i / 4 + (i % 2 === 1 ? swing / 2 : 0);
  const drums: DrumNote[] = [];
  const extra: readonly DrumName[] = ['conga', 'congaHigh', 'rim', 'cowbell', 'tomLow', 'tomHigh', 'shaker'];
  const others = Array.from({ length: random.whole(0, 3) }, () => ({
    drum: random.pick(extra),
    chances: Array.from({ length: 16 }, () => (random.chance(0.3) ? random.between(0.5, 1) : 0)),
  }));
  const kicks = Array.from({ length: 16 }, (_, i) => (i === 0 ? 0.95 : random.chance(wild) ? 0.9 : 0.04));
  const backs = Array.from({ length: 16 }, (_, i) =>
    i === 4 || i === 12 ? (random.chance(wild / 2) ? 0.2 : 0.97) : random.chance(wild / 3) ? 0.8 : 0.02,
  );
  for (let bar = 0; bar < bars; bar++) {
    for (let i = 0; i < 16; i++) {
      const at = bar * 4 + place(i);
      if (random.chance(kicks[i]!)) drums.push(hit(voices.kick, at, random.between(0.7, 1), random));
      if (random.chance(backs[i]!)) drums.push(hit(voices.back, at, random.between(0.6, 1), random));
      else if (random.chance(wild / 5)) drums.push(hit(voices.back, at, random.between(0.15, 0.4), random));
      if (voices.hat && hat[i] === 'x') drums.push(hit(voices.hat, at, i % 4 === 0 ? 0.6 : 0.45, random));
      for (const { drum, chances } of others) {
        if (random.chance(chances[i]!)) drums.push(hit(drum, at, random.between(0.4, 0.9), random));
      }
    }
  }
  return { beats: bars * 4, beatsPerBar: 4, drums, bpm: wild < 0.3 ? [72, 176] : [84, 140] };
}

function pickVoices(random: Random): { kick: DrumName; back: DrumName; hat: DrumName | null } {
  return {
    kick: random.pick(['kick', 'kick', 'kick', 'kick', 'tomLow', 'conga']),
    back: random.pick(['snare', 'snare', 'snare', 'clap', 'rim', 'congaHigh']),
    hat: random.pick(['hat', 'hat', 'hat', 'shaker', 'ride', 'cowbell', null]),
  };
}

const hit = (drum: DrumName, beat: number, velocity: number, random: Random): DrumNote => {
  return { drum, beat, velocity, shiftSec: 0.004 * random.bell() };
};
