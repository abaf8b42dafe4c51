import type { Take } from '#contracts/records/take.ts';
import { createBlockHash } from '#core/spool/hash.ts';
import { scanSegment } from '#core/spool/scan.ts';
import { TakeScanner, type TakePiece, type TakeScan } from '#core/spool/take-scan.ts';
import { spoolOf } from '../spool/spools.ts';
import type { SpoolStore } from '../spool/store.ts';

/** One segment's good audio, and where in the segment's blob it lies. */
export interface SegmentAudio {
  readonly blob: Blob;
  readonly pieces: readonly TakePiece[];
}

/** Reads a take segment by segment; holds one segment (about 9 MB of 48 kHz stereo) in memory at a time. */
export async function* readTake(
  store: SpoolStore,
  takeId: string,
  scanner: TakeScanner,
): AsyncGenerator<SegmentAudio, void> {
  const hash = await createBlockHash();
  for (const segment of await store.segments(takeId)) {
    const blob = await segment.open();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    yield { blob, pieces: scanner.add(scanSegment(bytes, hash)) };
  }
}

/** Checks every block of a take. */
export async function scanTake(store: SpoolStore, takeId: string): Promise<TakeScan> {
  const scanner = new TakeScanner();
  const segments = readTake(store, takeId, scanner);
  while (!(await segments.next()).done);
  return scanner.result();
}

/** What the spool proves, written into the journal row; without a row one is made. Null when there is no take. */
export function takeFromScan(scan: TakeScan, row: Take | undefined): Take | null {
  const { head, frames, missingFrames, markers, gaps } = scan;
  const proven = { frames, missingFrames, markers, gaps };
  if (row) return { ...row, ...proven, endedBy: row.endedBy ?? scan.endedBy ?? 'crash' };
  if (head === null) return null;
  const { id, name, backend, sampleRate, channels, bitDepth, deviceLabel, startedAt } = head;
  return {
    ...{ id, name, backend, sampleRate, channels, bitDepth, deviceLabel, startedAt },
    ...proven,
    state: scan.endedBy === null ? 'recording' : 'stopped',
    endedBy: scan.endedBy ?? 'crash',
    blobHash: null,
    trackId: null,
  };
}

export const spoolOfTake = (take: Take): SpoolStore => spoolOf(take.backend);
