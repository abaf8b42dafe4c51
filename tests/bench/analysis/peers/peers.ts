import { aubio, bpmTools, ffmpeg } from './debian.ts';
import { audioBeat, essentia, musicTempo } from './javascript.ts';
import type { Peer } from './peer.ts';
import { qm } from './qm.ts';

const all: readonly Peer[] = [essentia, musicTempo, audioBeat, qm, aubio, bpmTools, ffmpeg];

/** A peer that is there. */
export interface InstalledPeer extends Peer {
  readonly installed: string;
}

/** All peers that this machine has; a line for each that it has not. */
export async function installedPeers(): Promise<InstalledPeer[]> {
  const found: InstalledPeer[] = [];
  for (const peer of all) {
    const installed = await peer.version();
    if (installed === null) console.log(`skipped: ${peer.name} is not installed (${peer.from})`);
    else found.push({ ...peer, installed });
  }
  return found;
}
