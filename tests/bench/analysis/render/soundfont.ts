import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Score } from '../music/score.ts';
import { toMidi } from './midi.ts';
import { RATE, type Pcm } from './pcm.ts';
import { fromWav } from './wav.ts';

const run = promisify(execFile);
/** Debian's fluid-soundfont-gm. */
const SOUNDFONT = '/usr/share/sounds/sf2/FluidR3_GM.sf2';
/** From a note's time in the MIDI file until its drum is heard: blocks of 64 frames and the attack in the samples. */
const DELAY_SEC = 0.004;

let works: Promise<boolean> | undefined;

/** Whether FluidSynth and its sounds are installed. */
export function hasSoundfont(): Promise<boolean> {
  works ??= existsSync(SOUNDFONT)
    ? run('fluidsynth', ['--version']).then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);
  return works;
}

/** Plays the score with sampled instruments. The renderer's own delay is taken off. */
export async function renderSoundfont(score: Score): Promise<Pcm> {
  const folder = await mkdtemp(join(tmpdir(), 'wavefoundry-midi-'));
  try {
    const [midi, wav] = [join(folder, 'score.mid'), join(folder, 'score.wav')];
    await writeFile(midi, toMidi(score));
    const options = ['player.timing-source=sample', 'synth.polyphony=256'].flatMap((option) => ['-o', option]);
    const reverb = score.sound.reverb > 0.3 ? '1' : '0';
    const gain = ['-g', '0.35', '-R', reverb, '-C', '0', '-r', String(RATE)];
    await run('fluidsynth', ['-ni', '-q', ...gain, ...options, '-F', wav, SOUNDFONT, midi]);
    const pcm = fromWav(await readFile(wav));
    if (!pcm) throw new Error('fluidsynth wrote no WAV file');
    const skip = Math.round(DELAY_SEC * RATE);
    return { ...pcm, channels: pcm.channels.map((channel) => channel.slice(skip)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
