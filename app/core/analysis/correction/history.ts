import type { Analysis, BeatGrid } from '#contracts/records/analysis.ts';
import type { Correction, GridEdit, NamedKey, TrackCorrections } from '#contracts/records/correction.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { editGrid } from '../../tempo/edit/grid-edit.ts';

/** Steps that can be undone; older ones stay in force. */
export const MOST_STEPS = 100;

/** A blob about which nobody has said anything. */
export const noCorrections = (blobHash: BlobHash): TrackCorrections => ({
  blobHash,
  grid: null,
  key: null,
  holds: false,
  edits: [],
  applied: 0,
  isLocked: false,
  heard: null,
  asked: { tempo: false, key: false },
  updatedAt: 0,
});

const isGridEdit = (edit: Correction): edit is GridEdit => edit.kind !== 'key';

const inForce = ({ edits, applied }: TrackCorrections): readonly Correction[] => edits.slice(0, applied);

/** Whether the grid is a person's, whatever an analyser says. */
export const gridHolds = (row: TrackCorrections): boolean => row.holds || row.isLocked || inForce(row).some(isGridEdit);

/** The grid as corrected; to be asked where {@link gridHolds}. */
export function correctedGrid(row: TrackCorrections): BeatGrid | null {
  return inForce(row).filter(isGridEdit).reduce(editGrid, row.grid);
}

/** The key a person named, null when none did. */
export function correctedKey(row: TrackCorrections): NamedKey | null {
  const edit = inForce(row).findLast((each) => each.kind === 'key');
  return edit?.kind === 'key' ? edit.key : row.key;
}

/** What an edit is made upon: the analyser's own answer, and the one that is shown. */
export interface Shown {
  readonly machine: Analysis;
  readonly shown: Pick<Analysis, 'tempo'>;
}

/** Adds an edit; what was undone before is gone. The same object when the edit changes nothing or the grid is locked. */
export function correct(row: TrackCorrections, edit: Correction, on: Shown): TrackCorrections {
  const kept = inForce(row);
  const last = kept.at(-1);
  if (edit.kind === 'key') {
    const said = correctedKey(row);
    if (said?.tonic === edit.key.tonic && said.mode === edit.key.mode) return row;
    return limited({ ...row, ...heardOn(row, on), edits: [...kept, edit], applied: kept.length + 1 });
  }
  if (row.isLocked) return row;
  const grid = gridHolds(row) ? row.grid : on.shown.tempo.grid;
  const before = gridHolds(row) ? correctedGrid(row) : grid;
  const after = editGrid(before, edit);
  const isNews = edit.kind === 'confirm' ? before !== null && last?.kind !== 'confirm' : after !== before;
  if (!isNews) return row;
  // Many small nudges are one step.
  const merges = edit.kind === 'shift' && last?.kind === 'shift';
  const step = merges ? { ...edit, bySec: last.bySec + edit.bySec } : edit;
  const edits = [...(merges ? kept.slice(0, -1) : kept), step];
  return limited({ ...row, ...heardOn(row, on), grid, edits, applied: edits.length });
}

function heardOn({ heard }: TrackCorrections, { machine }: Shown): Pick<TrackCorrections, 'heard'> {
  const { tempo, key } = machine;
  const now = {
    ...{ bpm: tempo.bpm, tempoConfidence: tempo.confidence },
    ...{ key: { tonic: key.tonic, mode: key.mode }, keyConfidence: key.confidence },
  };
  return { heard: heard ?? now };
}

/** Lets the oldest step go into what it led to. */
function limited(row: TrackCorrections): TrackCorrections {
  const [oldest, ...edits] = row.edits;
  if (!oldest || edits.length < MOST_STEPS) return row;
  const rest = { ...row, edits, applied: row.applied - 1 };
  return oldest.kind === 'key'
    ? { ...rest, key: oldest.key }
    : { ...rest, grid: editGrid(row.grid, oldest), holds: true };
}

/** Takes the last edit back; not one of the grid while it is locked. */
export function undo(row: TrackCorrections): TrackCorrections {
  const edit = row.edits[row.applied - 1];
  return mayMove(row, edit) ? { ...row, applied: row.applied - 1 } : row;
}

/** Makes the edit that was undone last. */
export function redo(row: TrackCorrections): TrackCorrections {
  const edit = row.edits[row.applied];
  return mayMove(row, edit) ? { ...row, applied: row.applied + 1 } : row;
}

const mayMove = ({ isLocked }: TrackCorrections, edit: Correction | undefined): boolean =>
  edit !== undefined && !(isLocked && isGridEdit(edit));

/** What {@link undo} and {@link redo} would take or make, null when they may not. */
export function nextSteps(row: TrackCorrections): {
  readonly undo: Correction | null;
  readonly redo: Correction | null;
} {
  const [back, on] = [row.edits[row.applied - 1], row.edits[row.applied]];
  return { undo: back && mayMove(row, back) ? back : null, redo: on && mayMove(row, on) ? on : null };
}

/** Locks the grid that is shown, or unlocks it. Locked, it stays whatever an analyser finds later. */
export function setLock(row: TrackCorrections, isLocked: boolean, { shown }: Pick<Shown, 'shown'>): TrackCorrections {
  if (isLocked === row.isLocked || (isLocked && !gridHolds(row) && !shown.tempo.grid)) return row;
  return { ...row, grid: gridHolds(row) ? row.grid : shown.tempo.grid, isLocked };
}

/** Lets a grid that came from elsewhere hold as if a person had made it; the same object while the grid is locked. */
export function withGrid(row: TrackCorrections, grid: BeatGrid): TrackCorrections {
  if (row.isLocked) return row;
  const edits = inForce(row).filter((edit) => !isGridEdit(edit));
  return { ...row, grid, holds: true, edits, applied: edits.length, asked: { ...row.asked, tempo: true } };
}

/** Notes that a question was answered or put away. */
export function withAnswer(row: TrackCorrections, about: 'tempo' | 'key'): TrackCorrections {
  return row.asked[about] ? row : { ...row, asked: { ...row.asked, [about]: true } };
}
