import type { BlobHash } from '#contracts/records/track.ts';
import type { Repair } from '#contracts/release/repair.ts';
import { openDb } from '../db/open.ts';

/** What repairs did to files of a release, by the hash of the repaired file. */
export async function readRepairs(releaseId: string): Promise<ReadonlyMap<BlobHash, Repair>> {
  const row = await (await openDb()).get('releases', releaseId);
  return new Map(Object.entries(row?.repairs ?? {}));
}

/** Keeps with a release what a repair did. It stays when the repair is taken back: it can be done again. */
export async function keepRepair(releaseId: string, blobHash: BlobHash, repair: Repair): Promise<void> {
  const tx = (await openDb()).transaction('releases', 'readwrite');
  const row = await tx.store.get(releaseId);
  if (row) await tx.store.put({ ...row, repairs: { ...row.repairs, [blobHash]: repair } });
  await tx.done;
}
