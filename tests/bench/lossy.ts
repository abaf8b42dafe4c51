import { spawnSync } from 'node:child_process';
import { sourceQuality } from '#core/release/audio/source-quality.ts';
import { SpectralSurvey, surveyLength } from '#core/release/audio/survey.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { KernelPowerSpectrum } from '#wasm/spectrum/power-spectrum.ts';
import { generated } from './analysis/generated.ts';
import { foldersPresent, losslessLoops } from './analysis/shared-data.ts';
import type { BenchResult } from './run.ts';

const RATE = 44_100;
const SECONDS = 20;
/** The pre-flight speaks from here on. */
const SURE = 0.8;
const GENERATED = 24;

const codecs: Readonly<Record<string, readonly string[]>> = {
  'MP3 128': ['-c:a', 'libmp3lame', '-b:a', '128k', '-f', 'mp3'],
  'MP3 192': ['-c:a', 'libmp3lame', '-b:a', '192k', '-f', 'mp3'],
  'MP3 320': ['-c:a', 'libmp3lame', '-b:a', '320k', '-f', 'mp3'],
  'AAC 128': ['-c:a', 'aac', '-b:a', '128k', '-f', 'adts'],
  'AAC 256': ['-c:a', 'aac', '-b:a', '256k', '-f', 'adts'],
  'Vorbis q3': ['-c:a', 'libvorbis', '-q:a', '3', '-f', 'ogg'],
  'Vorbis q6': ['-c:a', 'libvorbis', '-q:a', '6', '-f', 'ogg'],
};
const plain = ['-ar', String(RATE), '-ac', '2', '-f', 's16le'];

/**
 * How well a lossy source is told: `false_alarms` among originals, `precision` over all, `recall` by codec. Originals are
 * generated music and, where they are beside the repository, recorded loops; ffmpeg encodes and decodes them.
 *
 * @param args number of generated pieces (24)
 */
export async function run(args: string[]): Promise<BenchResult> {
  const count = Number(args[0] ?? GENERATED);
  const pieces = await Promise.all(Array.from({ length: count }, (_, index) => generated('test', index)));
  const loops = foldersPresent().includes('loops') ? losslessLoops() : [];
  const files = [...pieces.map(({ wav }) => wav), ...loops];
  const isLossy = (pcm: Buffer) => lossyProbability(pcm) > SURE;
  const alarms = files.filter((file) => isLossy(ffmpeg(['-t', String(SECONDS), '-i', file, ...plain], null)));
  const found = Object.entries(codecs).map(([name, encode]) => {
    const hits = files.filter((file) => {
      const encoded = ffmpeg(['-t', String(SECONDS), '-i', file, '-ar', String(RATE), '-ac', '2', ...encode], null);
      return isLossy(ffmpeg(['-i', '-', ...plain], encoded));
    });
    return [name, hits.length] as const;
  });
  const hits = found.reduce((sum, [, number]) => sum + number, 0);
  // As many decoded files as originals, so that the mixture of codecs does not flatter the figure.
  const mean = hits / found.length;
  const figures = {
    originals: files.length,
    false_alarms: alarms.length,
    precision: Math.round((1000 * mean) / Math.max(1, mean + alarms.length)) / 1000,
    ...Object.fromEntries(
      found.map(([name, number]) => [`recall_${name.toLowerCase().replace(' ', '_')}`, round(number / files.length)]),
    ),
  };
  return { table: Object.entries(figures).map(([name, value]) => [name, String(value)]), figures };
}

const round = (value: number): number => Math.round(1000 * value) / 1000;

function ffmpeg(args: readonly string[], input: Buffer | null): Buffer {
  const options = { maxBuffer: 2 ** 30, ...(input ? { input } : {}) };
  const { status, stdout, stderr } = spawnSync('ffmpeg', ['-v', 'error', ...args, '-'], options);
  if (status !== 0) throw new Error(`ffmpeg: ${stderr?.toString() ?? 'not there'}`);
  return stdout;
}

/** @param pcm 16-bit stereo */
function lossyProbability(pcm: Buffer): number {
  const { spectrum, memory } = nodeKernels();
  const survey = new SpectralSurvey(RATE, new KernelPowerSpectrum(spectrum, memory, surveyLength(RATE)));
  const frames = pcm.length >> 2;
  const side = (offset: number) =>
    Float32Array.from({ length: frames }, (_, i) => pcm.readInt16LE(4 * i + offset) / 32_768);
  survey.push([side(0), side(2)], frames);
  return sourceQuality(survey.finish(), RATE).lossyProbability;
}
