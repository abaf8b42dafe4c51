import { ANALYSER_VERSION, type Analysis, type WaveformPeaks } from '#contracts/records/analysis.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { effective, type EffectiveAnalysis } from '#core/analysis/correction/effective.ts';
import { listCorrections } from '../corrections/corrections.ts';
import { getPrior } from '../corrections/prior.ts';
import { openDb } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { summaryOf } from './summary.ts';
import { readAnalysis } from './version-1.ts';

/** Stores a finished result in place of older versions and removes its job, in one transaction. */
export async function putAnalysis(analysis: Analysis): Promise<void> {
  const tx = (await openDb()).transaction(['analyses', 'summaries', 'analysisJobs'], 'readwrite', {
    durability: 'strict',
  });
  const { blobHash, version } = analysis;
  await Promise.all([
    tx.objectStore('analyses').put(analysis),
    tx.objectStore('summaries').put(summaryOf(analysis)),
    tx.objectStore('analyses').delete(IDBKeyRange.bound([blobHash], [blobHash, version], false, true)),
    tx.objectStore('analysisJobs').delete(blobHash),
    tx.done,
  ]);
  emitStorageEvent({ type: 'analysis-done', blobHash });
}

/** What an analyser found, corrections aside: the newest result there is, an older one until this version has answered. */
export async function getMachineAnalysis(blobHash: BlobHash): Promise<Analysis | undefined> {
  const known = await (await openDb()).getAll('analyses', IDBKeyRange.bound([blobHash], [blobHash, ANALYSER_VERSION]));
  const newest = known.at(-1);
  return newest && readAnalysis(newest);
}

/** What is in force for a blob: the newest result with what people said about it. */
export async function getAnalysis(blobHash: BlobHash): Promise<EffectiveAnalysis | undefined> {
  const db = await openDb();
  const [machine, corrections, prior] = await Promise.all([
    getMachineAnalysis(blobHash),
    db.get('corrections', blobHash),
    getPrior(),
  ]);
  return machine && effective(machine, corrections, prior);
}

/** Reads what is said about all blobs, and returns the function that puts an analysis in force as {@link getAnalysis}. */
export async function allInForce(): Promise<(machine: Analysis) => EffectiveAnalysis> {
  const [rows, prior] = await Promise.all([listCorrections(), getPrior()]);
  const corrections = new Map(rows.map((row) => [row.blobHash, row]));
  return (machine) => effective(machine, corrections.get(machine.blobHash), prior);
}

export async function putPeaks(peaks: WaveformPeaks): Promise<void> {
  await (await openDb()).put('peaks', peaks);
  emitStorageEvent({ type: 'analysis-part', blobHash: peaks.blobHash });
}

export async function getPeaks(blobHash: BlobHash): Promise<WaveformPeaks | undefined> {
  return (await openDb()).get('peaks', blobHash);
}
