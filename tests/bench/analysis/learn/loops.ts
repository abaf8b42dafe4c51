import { Random } from '../music/random.ts';
import type { DrumName, DrumNote, Score } from '../music/score.ts';
import { TempoMap } from '../music/tempo-map.ts';

const BARS = 16;
/** The patterns that every beginner programs, in eighths of a bar: kick and snare (or clap). */
const patterns: readonly (readonly [kick: string, snare: string])[] = [
  ['x...x...', '..x...x.'],
  ['x...x...', '..x...x.'],
  ['x....x..', '..x...x.'],
  ['x..x.x..', '..x...x.'],
  ['x.x.x.x.', '..x...x.'],
  ['x.x.x.x.', '........'],
  ['x.......', '....x...'],
];

/**
 * Kick, snare and hat, nothing else, at any tempo from 68 to 180: where the level is a matter of habit, so that no
 * model becomes sure of the half or the double.
 */
export function loopScore(index: number): Score {
  const random = new Random(`loop ${index}`);
  const bpm = random.between(68, 180);
  const [kick, snare] = random.pick(patterns);
  // Slow loops divide the beat further than fast ones.
  const hatsPerBar = random.pick(bpm < 85 ? [8, 16] : bpm < 120 ? [4, 8, 8, 16] : bpm < 150 ? [4, 8] : [4, 8, 8]);
  const drums: DrumNote[] = [];
  const hit = (drum: DrumName, beat: number, velocity: number) => drums.push({ drum, beat, shiftSec: 0, velocity });
  const back = random.pick(['snare', 'clap', 'rim'] as const);
  for (let bar = 0; bar < BARS; bar++) {
    for (let i = 0; i < 8; i++) {
      if (kick[i] === 'x') hit('kick', bar * 4 + i / 2, 0.9);
      if (snare[i] === 'x') hit(back, bar * 4 + i / 2, 0.8);
    }
    for (let i = 0; i < hatsPerBar; i++) hit('hat', bar * 4 + (i * 4) / hatsPerBar, i % 2 === 0 ? 0.6 : 0.4);
  }
  const none = { bass: 0, pad: 0, stab: 0, lead: 0 };
  return {
    name: `loop-${index}`,
    style: 'loop',
    beatsPerBar: 4,
    pickup: 0,
    swing: 0.5,
    tempo: new TempoMap({ kind: 'constant', bpm }, BARS * 4, random.between(0, 0.5), random),
    drums,
    notes: [],
    sections: [{ beat: 0, kind: 'verse' }],
    keys: [],
    hasBeat: true,
    sound: { programs: none, kit: 0, gains: { ...none, drums: 0.9 }, ducking: 0, reverb: 0 },
    tuningCents: 0,
  };
}
