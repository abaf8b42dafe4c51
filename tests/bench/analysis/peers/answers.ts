import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PEERS_CACHE } from './folders.ts';
import type { Answer, PeerInput } from './peer.ts';
import type { InstalledPeer } from './peers.ts';

/** What a peer of this version says to a file with this hash, asked once. */
export async function cachedAnswer(
  peer: InstalledPeer,
  fileHash: string,
  input: () => Promise<PeerInput>,
): Promise<Answer> {
  const folder = join(PEERS_CACHE, 'answers', `${peer.name}-${peer.installed}`.replaceAll(/[^\w.-]/g, '_'));
  const file = join(folder, `${fileHash}.json`);
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return JSON.parse(kept) as Answer;
  const answer = await peer.hear(await input());
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, JSON.stringify(answer));
  await rename(`${file}.${process.pid}`, file);
  return answer;
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
