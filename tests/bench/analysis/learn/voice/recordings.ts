import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Random } from '../../music/random.ts';
import { RATE } from '../../render/pcm.ts';
import type { Source } from './sources.ts';

const run = promisify(execFile);
/** Files shorter than this say too little. */
const SHORTEST_SEC = 0.25;
const SHORTEST_MUSIC_SEC = 10;

/** Files of a source in a folder of unpacked packages (`dpkg -x FILE.deb FOLDER/PACKAGE`), in an order of their own. */
export function filesOf(folder: string, { name, package: pack, files }: Source): string[] {
  const root = join(folder, pack);
  const found = (readdirSync(root, { recursive: true, encoding: 'utf8' }) as string[]).filter((file) =>
    files.test(`/${file}`),
  );
  const random = new Random(name);
  return found
    .sort()
    .map((file) => ({ file: join(root, file), at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ file }) => file);
}

/** Part of a file at our rate, mono; null where there is hardly any. */
export async function hearFile(file: string, fromSec: number, seconds: number): Promise<Float32Array | null> {
  const part = ['-ss', String(fromSec), '-t', String(seconds), '-i', file, '-map', '0:a:0', '-ac', '1'];
  const { stdout } = await run('ffmpeg', ['-v', 'fatal', ...part, '-ar', String(RATE), '-f', 'f32le', '-'], {
    encoding: 'buffer',
    maxBuffer: 2 ** 31 - 1,
  });
  const samples = new Float32Array(new Uint8Array(stdout).buffer, 0, Math.floor(stdout.length / 4));
  return samples.length < SHORTEST_MUSIC_SEC * RATE ? null : samples;
}

/** Files that one call of ffmpeg reads: its start costs more than the words. */
const BATCH = 40;

/** What a person says, without the silence before and after, at a peak of 1; up to so many seconds. */
export async function wordsOf(folder: string, source: Source, seconds: number): Promise<Float32Array[]> {
  const words: Float32Array[] = [];
  const files = filesOf(folder, source);
  let sum = 0;
  for (let at = 0; at < files.length && sum < seconds; at += BATCH) {
    for (const sound of await hearFiles(files.slice(at, at + BATCH))) {
      const word = trimmed(sound);
      if (!word) continue;
      words.push(word);
      sum += word.length / RATE;
    }
  }
  return words;
}

/** Short files at our rate, mono. */
async function hearFiles(files: readonly string[]): Promise<Float32Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wavefoundry-words-'));
  try {
    const inputs = files.flatMap((file) => ['-t', '12', '-i', file]);
    const outputs = files.flatMap((_, index) => {
      return ['-map', `${index}:a:0`, '-ac', '1', '-ar', String(RATE), '-f', 'f32le', join(folder, String(index))];
    });
    // One file that is broken leaves the others.
    await run('ffmpeg', ['-v', 'fatal', '-threads', '1', ...inputs, ...outputs]).catch(() => undefined);
    const sounds: Float32Array[] = [];
    for (const index of files.keys()) {
      const bytes = await readFile(join(folder, String(index))).catch(() => Buffer.alloc(0));
      sounds.push(new Float32Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.length / 4)));
    }
    return sounds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function trimmed(samples: Float32Array): Float32Array | null {
  const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  if (peak < 0.01) return null;
  const isLoud = (x: number) => Math.abs(x) > 0.03 * peak;
  const [from, to] = [samples.findIndex(isLoud), samples.findLastIndex(isLoud) + 1];
  return to - from < SHORTEST_SEC * RATE ? null : samples.slice(from, to).map((x) => x / peak);
}
