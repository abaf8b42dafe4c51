import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Random } from '../../music/random.ts';
import type { GrooveFile } from './groove-library.ts';

const run = promisify(execFile);
const progressions = [
  ['C', 'Am', 'F', 'G7'],
  ['Dm7', 'G7', 'CM7', 'A7'],
  ['Am', 'F', 'C', 'G'],
  ['C', 'C', 'F', 'C', 'G7', 'F', 'C', 'G7'],
  ['Em', 'Em', 'C', 'D'],
  ['Am', 'Dm', 'E7', 'Am'],
  ['Fm7', 'Fm7', 'Bbm7', 'Eb7'],
  ['Gm', 'Eb', 'Bb', 'F'],
  ['D'],
  ['F#m', 'D', 'A', 'E / / C#m'],
] as const;
const MELODIC = 'Bass Chord Arpeggio Scale Walk Melody Solo Aria';

export type Players = 'all' | 'drums' | 'no drums';

/** The MIDI file of some bars of a groove and its variants. */
export async function accompaniment(
  { file, grooves, beatsPerBar }: GrooveFile,
  bpm: number,
  bars: number,
  players: Players,
  random: Random,
): Promise<Buffer> {
  const lines = [`Tempo ${bpm}`, `RndSeed ${random.whole(1, 1e6)}`];
  const chords = random.pick(progressions);
  const phrase = random.pick([4, 8, 8, 16]);
  // One variant and its neighbours, which share its beat.
  const first = random.whole(0, grooves.length - 1);
  for (let bar = 0; bar < bars; bar++) {
    if (bar % phrase === 0) {
      const index = bar === 0 || random.chance(0.5) ? first : Math.min(grooves.length - 1, first + 1);
      lines.push(`Groove ${file}:${grooves[index]}`);
      if (players === 'drums') lines.push(`AllTracks ${MELODIC} Off`);
      if (players === 'no drums') lines.push('AllTracks Drum Off');
    }
    const chord = chords[bar % chords.length] as string;
    lines.push(`${bar + 1} ${beatsPerBar === 3 ? (chord.split(' ')[0] as string) : chord}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'wavefoundry-groove-'));
  try {
    const [song, midi] = [join(folder, 'song.mma'), join(folder, 'song.mid')];
    await writeFile(song, `${lines.join('\n')}\n`);
    await run('mma', ['-f', midi, song]);
    return await readFile(midi);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
