import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PEERS_CACHE } from './folders.ts';
import type { Answer, Peer } from './peer.ts';

const run = promisify(execFile);
const folder = join(PEERS_CACHE, 'npm');
let installed: Promise<unknown> | undefined;

/** Installs the locked packages of others beside the product; where that fails, those that are there are used. */
const install = async (): Promise<void> => {
  const source = join(import.meta.dirname, 'npm');
  const [wanted, present] = await Promise.all(
    [source, folder].map((where) => readFile(join(where, 'package-lock.json'), 'utf8').catch(() => null)),
  );
  await mkdir(folder, { recursive: true });
  if (wanted === present && hasPackage('essentia.js')) return;
  await cp(source, folder, { recursive: true });
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder }).catch(() => undefined);
};

function hasPackage(name: string): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve(name);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(name: string): Promise<string | null> {
  await (installed ??= install());
  if (!hasPackage(name)) return null;
  const lock = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { dependencies: object };
  return (lock.dependencies as Record<string, string>)[name] ?? null;
}

/** A JavaScript analyser in a Node of its own, so that neither its heap nor a crash of it reaches the others. */
const peer = (name: string, tool: string, from: string): Peer => ({
  name,
  from: `npm package ${from}`,
  version: () => versionOf(from),
  async hear({ mono, wav }) {
    const child = join(import.meta.dirname, 'javascript-child.ts');
    const { stdout } = await run(process.execPath, [child, folder, tool, mono, wav], { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Answer;
  },
});

export const musicTempo = peer('music-tempo', 'music-tempo', 'music-tempo');
export const audioBeat = peer('@audio/beat', 'audio-beat', '@audio/beat');
/** Tempo, beats and key. */
export const essentia = peer('essentia.js', 'essentia', 'essentia.js');
/**
 * Its way to do all that our analysis does and can be asked of it: tempo and beats with a confidence (its default beat
 * tracker), key and loudness. For speed.
 */
export const essentiaWhole = peer('essentia.js', 'essentia-whole', 'essentia.js');
/** The same with its quick beat tracker, which says nothing of confidence. */
export const essentiaQuick = peer('essentia.js', 'essentia-quick', 'essentia.js');
