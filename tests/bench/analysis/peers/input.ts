import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RATE, toMono, type Pcm } from '../render/pcm.ts';
import { toWav } from '../render/wav.ts';
import type { PeerInput } from './peer.ts';

const run = promisify(execFile);

/** A track as files for analysers of others, written when the first of them asks; `dispose` takes them away. */
export function peerInput(load: () => Promise<Pcm>): { get(): Promise<PeerInput>; dispose(): Promise<void> } {
  let made: Promise<PeerInput & { folder: string }> | undefined;
  return {
    get: () => (made ??= load().then(write)),
    dispose: async () => {
      if (made) await rm((await made).folder, { recursive: true, force: true });
    },
  };
}

async function write(pcm: Pcm): Promise<PeerInput & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'wavefoundry-peer-'));
  const [wav, mono] = [join(folder, 'track.wav'), join(folder, 'track.f32')];
  await writeFile(wav, toWav(pcm));
  if (pcm.sampleRate === RATE) {
    const samples = toMono(pcm);
    await writeFile(mono, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  } else {
    await run('ffmpeg', ['-v', 'error', '-i', wav, '-ac', '1', '-ar', String(RATE), '-f', 'f32le', mono]);
  }
  return { folder, wav, mono };
}
