import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pitchClass } from '#core/keys/keys.ts';
import { fromWav } from '../render/wav.ts';
import type { Answer } from './peer.ts';

/** `node javascript-child.ts FOLDER TOOL MONO WAV`: one analysis by a package in a folder; prints its answer as JSON. */
const [folder = '', tool = '', mono = '', wav = ''] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));

type Said = Omit<Answer, 'cpuMs'>;
type Analyser = (samples: Float32Array) => Said;

interface Vector {
  delete(): void;
  size(): number;
  get(index: number): number;
}
interface Essentia {
  arrayToVector(samples: Float32Array): Vector;
  RhythmExtractor2013(
    signal: Vector,
    maxTempo: number,
    method: string,
    minTempo: number,
  ): { bpm: number; ticks: Vector };
  KeyExtractor(signal: Vector): { key: string; scale: 'major' | 'minor' };
  LoudnessEBUR128(left: Vector, right: Vector): { integratedLoudness: number };
}

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
    const essentia = loadEssentia();
    return (samples) => rhythmAndKey(essentia, samples);
  },
  'essentia-whole': async () => {
    const essentia = loadEssentia();
    const { channels } = fromWav(await readFile(wav)) ?? { channels: [] };
    return (samples) => ({ ...rhythmAndKey(essentia, samples), integrated: loudness(essentia, channels) });
  },
};

function loadEssentia(): Essentia {
  const { Essentia, EssentiaWASM } = require('essentia.js') as {
    Essentia: new (wasm: unknown) => Essentia;
    EssentiaWASM: unknown;
  };
  return new Essentia(EssentiaWASM);
}

function rhythmAndKey(essentia: Essentia, samples: Float32Array): Said {
  const signal = essentia.arrayToVector(samples);
  const { bpm, ticks } = essentia.RhythmExtractor2013(signal, 208, 'degara', 40);
  const { key, scale } = essentia.KeyExtractor(signal);
  const beats = Array.from({ length: ticks.size() }, (_, i) => ticks.get(i));
  signal.delete();
  ticks.delete();
  const tonic = pitchClass(key);
  return { bpm: bpm || null, beats, key: tonic === null ? null : { tonic, mode: scale } };
}

function loudness(essentia: Essentia, channels: readonly Float32Array[]): number {
  const [left = new Float32Array(), right = left] = channels;
  const [a, b] = [essentia.arrayToVector(left), essentia.arrayToVector(right)];
  const { integratedLoudness } = essentia.LoudnessEBUR128(a, b);
  a.delete();
  b.delete();
  return integratedLoudness;
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
