import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Pcm } from './render/pcm.ts';
import { fromWav } from './render/wav.ts';

const run = promisify(execFile);

/** Decodes a file: 16-bit WAV at once, all else through ffmpeg, at its own rate and with its own channels. */
export async function decode(file: string): Promise<Pcm> {
  const pcm = file.endsWith('.wav') ? fromWav(await readFile(file)) : null;
  return pcm ?? decodeOther(file);
}

async function decodeOther(file: string): Promise<Pcm> {
  const entries = ['-v', 'error', '-select_streams', 'a:0', '-show_entries', 'stream=sample_rate,channels'];
  const probe = await run('ffprobe', [...entries, '-of', 'csv=p=0', file]);
  const [sampleRate = 0, count = 0] = probe.stdout.trim().split(',').map(Number);
  if (!(sampleRate > 0 && count > 0)) throw new Error(`no audio in ${file}`);
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:a:0', '-f', 'f32le', '-'], {
    encoding: 'buffer',
    maxBuffer: 2 ** 31 - 1,
  });
  const samples = new Float32Array(stdout.buffer, stdout.byteOffset, Math.floor(stdout.length / 4));
  const frames = Math.floor(samples.length / count);
  const channels = Array.from({ length: count }, (_, channel) => {
    const plane = new Float32Array(frames);
    for (let i = 0; i < frames; i++) plane[i] = samples[i * count + channel]!;
    return plane;
  });
  return { sampleRate, channels };
}
