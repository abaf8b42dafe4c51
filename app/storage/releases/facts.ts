import type { BlobHash } from '#contracts/records/track.ts';
import { FACTS_VERSION, type FileFacts } from '#contracts/release/facts.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';

/** What is known about files; those that were not looked at yet, or by older checks, are missing. */
export async function readFacts(hashes: Iterable<BlobHash>): Promise<Map<BlobHash, FileFacts>> {
  const found = new Map<BlobHash, FileFacts>();
  const tx = (await openDb()).transaction('fileFacts');
  for (const hash of new Set(hashes)) {
    const facts = await tx.store.get(hash);
    if (facts?.version === FACTS_VERSION) found.set(hash, facts);
  }
  await tx.done;
  return found;
}

/** Keeps what was found in a file. */
export async function putFacts(blobHash: BlobHash, facts: FileFacts): Promise<void> {
  await (await openDb()).put('fileFacts', facts, blobHash);
  emitStorageEvent({ type: 'file-facts', blobHash });
}
