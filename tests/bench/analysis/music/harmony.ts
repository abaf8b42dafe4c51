import type { Random } from './random.ts';
import type { MusicKey } from './score.ts';

const scales = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

/** Scale degrees, one for each bar. Each comes home to the tonic often enough to tell the key from its relatives. */
const progressions: Readonly<Record<MusicKey['mode'], readonly (readonly number[])[]>> = {
  major: [
    [0, 4, 5, 3],
    [0, 3, 4, 0],
    [0, 5, 3, 4],
    [0, 1, 4, 0],
    [0, 0, 3, 4],
    [0, 2, 3, 4],
    [0, 3, 0, 4],
    [3, 4, 0, 0],
  ],
  minor: [
    [0, 5, 2, 6],
    [0, 3, 4, 0],
    [0, 6, 5, 4],
    [0, 3, 6, 0],
    [0, 0, 5, 6],
    [0, 5, 3, 4],
    [0, 6, 0, 5],
    [0, 2, 6, 0],
  ],
};

export const pickProgression = (random: Random, mode: MusicKey['mode']): readonly number[] =>
  random.pick(progressions[mode]);

/** MIDI number of a scale degree, also beyond the octave; degree 0 in octave 4 is the tonic between C3 and B3. */
export function degreePitch({ tonic, mode }: MusicKey, degree: number, octave: number): number {
  const step = ((degree % 7) + 7) % 7;
  return tonic + (scales[mode][step] as number) + 12 * (octave + Math.floor(degree / 7));
}

/**
 * The chord on a degree: a triad, or with its seventh, inverted so that it lies around middle C. The dominant of a minor
 * key is major, as in most music.
 */
export function chordPitches(key: MusicKey, degree: number, hasSeventh: boolean): number[] {
  const degrees = hasSeventh ? [0, 2, 4, 6] : [0, 2, 4];
  const pitches = degrees.map((third) => degreePitch(key, degree + third, 4));
  if (key.mode === 'minor' && degree === 4) pitches[1] = (pitches[0] as number) + 4;
  return pitches.map((pitch) => (pitch > 66 ? pitch - 12 : pitch)).sort((a, b) => a - b);
}

/** Root of the chord in the lowest octave that speakers play: E1 to E flat 2. */
export function bassPitch(key: MusicKey, degree: number): number {
  const pitch = degreePitch(key, degree, 2) % 12;
  return pitch + (pitch < 4 ? 36 : 24);
}
