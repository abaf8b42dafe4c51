import type { TrackCues } from '#contracts/records/cue.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { Carried } from '#core/anchor/carry.ts';
import { WorkerPool } from '../rpc/pool.ts';
import type { AnchorApi, Likeness } from './protocol.ts';

const pool = new WorkerPool<AnchorApi>({
  spawn: () => new Worker(new URL('./anchor.worker.ts', import.meta.url), { type: 'module', name: 'anchor' }),
  // Nobody waits for it, and what plays comes first.
  size: 1,
  stall: { ms: 30_000, error: { code: 'import.corrupt', details: {} } },
});

/** See {@link AnchorApi.anchor}. */
export function anchor(blobHash: BlobHash): Promise<void> {
  return pool.run((api) => api.anchor(blobHash));
}

/** See {@link AnchorApi.alike}. */
export function alike(blobHash: BlobHash, durationSec: number): Promise<readonly Likeness[]> {
  return pool.run((api) => api.alike(blobHash, durationSec) as Promise<readonly Likeness[]>);
}

/** See {@link AnchorApi.carry}. */
export function carry(cues: TrackCues, blobHash: BlobHash, roughlyLaterSec: number): Promise<Carried | null> {
  return pool.run((api) => api.carry(cues, blobHash, roughlyLaterSec) as Promise<Carried | null>);
}
