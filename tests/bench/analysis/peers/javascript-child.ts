import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromWav } from '../render/wav.ts';
import { loudness, rhythmAndKey, startEssentia, type BeatMethod, type EssentiaPackage } from './essentia.ts';
import type { Answer } from './peer.ts';

/** `node javascript-child.ts FOLDER TOOL MONO WAV`: one analysis by a package in a folder; prints its answer as JSON. */
const [folder = '', tool = '', mono = '', wav = ''] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));

type Said = Omit<Answer, 'cpuMs'>;
type Analyser = (samples: Float32Array) => Said;

const tools: Readonly<Record<string, () => Promise<Analyser>>> = {
  'music-tempo': async () => {
    type Tempo = new (samples: Float32Array) => { tempo: string; beats: number[] };
    const MusicTempo = require('music-tempo') as Tempo;
    return (samples) => {
      try {
        const { tempo, beats } = new MusicTempo(samples);
        return { bpm: Number(tempo) || null, beats };
      } catch {
        // It throws a text where it finds no tempo.
        return { bpm: null, beats: [] };
      }
    };
  },
  'audio-beat': async () => {
    const { beatTrack } = (await import(pathToFileURL(require.resolve('@audio/beat')).href)) as {
      beatTrack(samples: Float32Array, options: { fs: number }): { bpm: number; beats: ArrayLike<number> };
    };
    return (samples) => {
      const { bpm, beats } = beatTrack(samples, { fs: 44_100 });
      return { bpm: bpm || null, beats: Array.from(beats) };
    };
  },
  essentia: async () => {
    const essentia = startEssentia(require('essentia.js') as EssentiaPackage);
    return (samples) => rhythmAndKey(essentia, samples);
  },
  'essentia-whole': () => wholeEssentia('multifeature'),
  'essentia-quick': () => wholeEssentia('degara'),
};

async function wholeEssentia(method: BeatMethod): Promise<Analyser> {
  const essentia = startEssentia(require('essentia.js') as EssentiaPackage);
  const { channels } = fromWav(await readFile(wav)) ?? { channels: [] };
  return (samples) => ({ ...rhythmAndKey(essentia, samples, method), integrated: loudness(essentia, channels) });
}

const bytes = await readFile(mono);
const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
const analyse = await tools[tool]?.();
if (!analyse) throw new Error(`no tool ${tool}`);
const before = process.cpuUsage();
const said = analyse(samples);
const { user, system } = process.cpuUsage(before);
console.log(`\n${JSON.stringify({ ...said, cpuMs: (user + system) / 1000 })}`);
process.exit(0);
