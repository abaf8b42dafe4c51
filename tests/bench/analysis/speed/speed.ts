import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { peerInput } from '../peers/input.ts';
import { essentiaQuick, essentiaWhole } from '../peers/javascript.ts';
import type { InstalledPeer } from '../peers/peers.ts';
import type { Pcm } from '../render/pcm.ts';
import { lasting } from './long-track.ts';

const run = promisify(execFile);
const SPEED_SEC = 180;
const MEMORY_SEC = 600;
const ROUNDS = 3;

export interface Speeds {
  /** Ours, whole analysis without decoding, on three minutes. */
  readonly xRealtime: number;
  /** How many times longer Essentia.js needs for tempo, beats and confidence, key and loudness of the same track. */
  readonly ratioToEssentia?: number;
  /** The same with its quick beat tracker, without confidence. */
  readonly ratioToQuickEssentia?: number;
  /** Rise of memory in MB while ten minutes are analysed. */
  readonly peakMb: number;
  /** Times real time of each peer by name. */
  readonly peers: ReadonlyMap<string, number>;
}

/** Measures speed by processor time, one process at a time, each in a fresh one, ours between the peers. */
export async function measureSpeed(
  track: Pcm,
  peers: readonly InstalledPeer[],
  say: (line: string) => void,
): Promise<Speeds> {
  const short = peerInput(async () => lasting(track, SPEED_SEC));
  const long = peerInput(async () => lasting(track, MEMORY_SEC));
  try {
    const input = await short.get();
    const speeds = new Map<string, number>();
    const ours: number[] = [];
    say('speed: ours');
    for (let round = 0; round < ROUNDS; round++) ours.push((await measureOurs(input.wav)).cpuMs);
    for (const peer of peers) {
      say(`speed: ${peer.name}`);
      const whole = peer.name === essentiaQuick.name ? essentiaQuick : peer;
      speeds.set(peer.name, (SPEED_SEC * 1000) / (await whole.hear(input)).cpuMs);
    }
    say('memory: ours, ten minutes');
    const { peakMb } = await measureOurs((await long.get()).wav);
    const xRealtime = (SPEED_SEC * 1000) / (ours.sort((a, b) => a - b)[ROUNDS >> 1] as number);
    const quick = speeds.get(essentiaQuick.name);
    if (!quick) return { xRealtime, peakMb, peers: speeds };
    say('speed: essentia.js with its default beat tracker');
    const { cpuMs } = await essentiaWhole.hear(input);
    const ratios = { ratioToEssentia: (xRealtime * cpuMs) / 1000 / SPEED_SEC, ratioToQuickEssentia: xRealtime / quick };
    return { xRealtime, ...ratios, peakMb, peers: speeds };
  } finally {
    await short.dispose();
    await long.dispose();
  }
}

async function measureOurs(wav: string): Promise<{ cpuMs: number; peakMb: number }> {
  const child = join(import.meta.dirname, 'speed-child.ts');
  const { stdout } = await run(process.execPath, [child, wav]);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as { cpuMs: number; peakMb: number };
}
