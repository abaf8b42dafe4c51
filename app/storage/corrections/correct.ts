import { AppError } from '#contracts/errors/app-error.ts';
import type { Correction, TrackCorrections } from '#contracts/records/correction.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { effective } from '#core/analysis/correction/effective.ts';
import { correct, redo, setLock, type Shown, undo, withAnswer } from '#core/analysis/correction/history.ts';
import { getMachineAnalysis } from '../analysis/analyses.ts';
import { editCorrections } from './corrections.ts';
import { getPrior } from './prior.ts';

/** Changes what was said about an analysed blob; `edit` sees what the analyser found and what is shown. */
async function say(
  blobHash: BlobHash,
  edit: (row: TrackCorrections, on: Shown) => TrackCorrections,
): Promise<TrackCorrections> {
  const [machine, prior] = await Promise.all([getMachineAnalysis(blobHash), getPrior()]);
  if (!machine) throw new AppError('analysis.failed');
  return editCorrections(blobHash, (row) => edit(row, { machine, shown: effective(machine, row, prior) }));
}

/** Makes edits, one after the other. Whoever corrects a value has answered the question about it. */
export function correctTrack(blobHash: BlobHash, ...edits: readonly Correction[]): Promise<TrackCorrections> {
  return say(blobHash, (row, on) =>
    edits.reduce((before, edit) => {
      const after = correct(before, edit, on);
      return after === before ? before : withAnswer(after, edit.kind === 'key' ? 'key' : 'tempo');
    }, row),
  );
}

/** Locks the grid that is shown, or unlocks it. */
export function lockGrid(blobHash: BlobHash, isLocked: boolean): Promise<TrackCorrections> {
  return say(blobHash, (row, on) => setLock(row, isLocked, on));
}

export const undoCorrection = (blobHash: BlobHash): Promise<TrackCorrections> => editCorrections(blobHash, undo);
export const redoCorrection = (blobHash: BlobHash): Promise<TrackCorrections> => editCorrections(blobHash, redo);

/** Puts a question away: it is not asked again for this track. */
export function putAway(blobHash: BlobHash, about: 'tempo' | 'key'): Promise<TrackCorrections> {
  return editCorrections(blobHash, (row) => withAnswer(row, about));
}
