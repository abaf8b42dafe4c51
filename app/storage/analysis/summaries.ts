import { ANALYSER_VERSION, type Analysis } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { openDb } from '../db/open.ts';
import { allInForce } from './analyses.ts';
import { summaryOf } from './summary.ts';
import { readAnalysis } from './version-1.ts';

/** Rows read in one go: few enough to hold nothing up. */
const BATCH = 1000;

/**
 * What a table shows of all analysed blobs, with what people said about them, a batch at a time. Reads the short rows
 * only; results from before there were any get theirs on the way.
 */
export async function eachSummary(take: (summary: Analysis) => void): Promise<void> {
  const [db, inForce] = await Promise.all([openDb(), allInForce()]);
  const known = new Map<BlobHash, number>();
  let last: BlobHash | undefined;
  for (;;) {
    const batch = await db.getAll('summaries', last === undefined ? null : IDBKeyRange.lowerBound(last, true), BATCH);
    for (const summary of batch) {
      known.set(summary.blobHash, summary.version);
      take(inForce(summary));
    }
    if (batch.length < BATCH) break;
    last = batch.at(-1)?.blobHash;
  }
  for await (const analysis of notIn(known)) take(inForce(analysis));
}

/** Makes the rows that are missing or older than their analysis. */
async function* notIn(known: ReadonlyMap<BlobHash, number>): AsyncGenerator<Analysis> {
  const db = await openDb();
  let after: IDBKeyRange | null = null;
  for (;;) {
    const keys: (readonly [BlobHash, number])[] = await db.getAllKeys('analyses', after, BATCH);
    for (const [hash, version] of keys) {
      if (version > ANALYSER_VERSION || version <= (known.get(hash) ?? -1)) continue;
      const stored = await db.get('analyses', [hash, version]);
      if (!stored) continue;
      const summary = summaryOf(readAnalysis(stored));
      await db.put('summaries', summary);
      yield summary;
    }
    const end = keys.at(-1);
    if (!end || keys.length < BATCH) return;
    after = IDBKeyRange.lowerBound(end, true);
  }
}
