import type { Release } from '#contracts/release/release.ts';
import type { ReleaseChange, ReleaseStep } from '#contracts/release/step.ts';
import { filesOfChange } from '#core/release/draft/change.ts';
import { openDb, type Db } from '../db/open.ts';
import { emitStorageEvent } from '../events.ts';
import { changed } from './releases.ts';

/** Older edits can no longer be taken back. */
const MOST_STEPS = 500;

/** Where a release stands in its history. */
export interface HistoryPlace {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** A release after an edit was written. */
export interface SavedStep extends HistoryPlace {
  readonly release: Release;
  /** Of the step that the edit became. */
  readonly sequence: number;
}

export interface StepToSave {
  /** What is new against the last time it was written. */
  readonly forward: ReleaseChange;
  readonly undo: ReleaseChange;
  readonly redo: ReleaseChange;
  /** The step that it goes on with, such as typing in one field; null for a step of its own. */
  readonly continues: number | null;
}

const begin = (db: Db) => db.transaction(['releases', 'releaseSteps'], 'readwrite', { durability: 'strict' });
type Writing = ReturnType<typeof begin>;

const rangeOf = (id: string) => IDBKeyRange.bound([id], [id, []]);

async function lastApplied(tx: Writing, id: string): Promise<ReleaseStep | null> {
  let cursor = await tx.objectStore('releaseSteps').openCursor(rangeOf(id), 'prev');
  while (cursor?.value.isUndone) cursor = await cursor.continue();
  return cursor?.value ?? null;
}

async function nextUndone(tx: Writing, id: string, after: number): Promise<ReleaseStep | null> {
  const range = IDBKeyRange.bound([id, after + 1], [id, []]);
  return (await tx.objectStore('releaseSteps').openCursor(range))?.value ?? null;
}

/**
 * Writes an edit and the step that takes it back, both or none. Edits that were taken back before can no longer be done
 * again. Another tab's edits of other fields stay.
 *
 * @returns null when there is no such release
 */
export async function saveStep(id: string, step: StepToSave): Promise<SavedStep | null> {
  const tx = begin(await openDb());
  const steps = tx.objectStore('releaseSteps');
  const row = await tx.objectStore('releases').get(id);
  if (!row) {
    await tx.done;
    return null;
  }
  const last = await lastApplied(tx, id);
  const sequence = last && last.sequence === step.continues ? last.sequence : (last?.sequence ?? 0) + 1;
  const next = changed(row, step.forward);
  const files = [...filesOfChange(step.undo), ...filesOfChange(step.redo)];
  await Promise.all([
    tx.objectStore('releases').put(next),
    steps.delete(IDBKeyRange.bound([id, sequence], [id, []])),
    steps.put({ releaseId: id, sequence, undo: step.undo, redo: step.redo, isUndone: false, files }),
    steps.delete(IDBKeyRange.bound([id], [id, sequence - MOST_STEPS])),
    tx.done,
  ]);
  emitStorageEvent({ type: 'releases', ids: [id] });
  return { release: next.release, sequence, canUndo: true, canRedo: false };
}

/** Where a release stands, for its two buttons. */
export async function historyPlace(id: string): Promise<HistoryPlace> {
  const tx = begin(await openDb());
  const last = await lastApplied(tx, id);
  const undone = await nextUndone(tx, id, last?.sequence ?? 0);
  await tx.done;
  return { canUndo: last !== null, canRedo: undone !== null };
}

/** Takes the last edit back. Returns null when there is none. */
export const undoStep = (id: string) => walk(id, 'undo');

/** Does the edit again that was taken back last. Returns null when there is none. */
export const redoStep = (id: string) => walk(id, 'redo');

async function walk(id: string, direction: 'undo' | 'redo'): Promise<SavedStep | null> {
  const tx = begin(await openDb());
  const last = await lastApplied(tx, id);
  const step = direction === 'undo' ? last : await nextUndone(tx, id, last?.sequence ?? 0);
  const row = await tx.objectStore('releases').get(id);
  if (!step || !row) {
    await tx.done;
    return null;
  }
  const next = changed(row, step[direction]);
  await tx.objectStore('releaseSteps').put({ ...step, isUndone: direction === 'undo' });
  await tx.objectStore('releases').put(next);
  const after = await lastApplied(tx, id);
  const undone = await nextUndone(tx, id, after?.sequence ?? 0);
  await tx.done;
  emitStorageEvent({ type: 'releases', ids: [id] });
  return { release: next.release, sequence: step.sequence, canUndo: after !== null, canRedo: undone !== null };
}
