import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputOf, packageVersion } from './command.ts';
import { PEERS_CACHE } from './folders.ts';
import { bpmOfBeats, type Peer } from './peer.ts';

const source = join(import.meta.dirname, 'qm.cpp');
let built: Promise<string | null> | undefined;

/** Compiles the driver once for this source and library; null where compiler or library are missing. */
async function build(): Promise<string | null> {
  const version = (await packageVersion('libqm-dsp-dev')) ?? 'unknown';
  const digest = createHash('sha256')
    .update(await readFile(source))
    .update(version)
    .digest('hex')
    .slice(0, 12);
  const binary = join(PEERS_CACHE, `qm-${digest}`);
  if (existsSync(binary)) return binary;
  await mkdir(PEERS_CACHE, { recursive: true });
  const done = await outputOf('g++', '-O2', '-I/usr/include/qm-dsp', source, '-lqm-dsp', '-o', binary);
  return done === null ? null : binary;
}

export const qm: Peer = {
  name: 'qm-dsp',
  from: 'libqm-dsp-dev and g++',
  async version() {
    built ??= build();
    const binary = await built;
    return binary === null ? null : (binary.split('-').at(-1) as string);
  },
  async hear({ mono }) {
    built ??= build();
    const printed = await outputOf((await built) ?? '', mono);
    if (printed === null) throw new Error('qm-dsp failed');
    const { beats, key, cpuMs } = JSON.parse(printed) as { beats: number[]; key: number; cpuMs: number };
    const mode = key > 12 ? 'minor' : 'major';
    return {
      bpm: meanBpm(beats) ?? bpmOfBeats(beats),
      beats,
      key: key === 0 ? null : { tonic: (key - 1) % 12, mode },
      cpuMs,
    };
  },
};

/** Its tempo as Mixxx shows it: over the whole track. */
function meanBpm(beats: readonly number[]): number | null {
  const span = (beats.at(-1) ?? 0) - (beats[0] ?? 0);
  return span > 0 ? (60 * (beats.length - 1)) / span : null;
}
