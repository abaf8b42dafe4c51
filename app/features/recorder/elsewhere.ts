import { onStorageEvent } from '#storage/events.ts';
import { isHeld, RECORDING_LOCK, whenFree } from '#storage/takes/locks.ts';
import type { Recorder } from './recorder.svelte.ts';

let watching = false;
let waiting = false;

/** Keeps `recorder.runsElsewhere` true to the facts from now on. */
export function watchOtherWindows(recorder: Recorder): void {
  if (watching || !('locks' in navigator)) return;
  watching = true;
  onStorageEvent((event) => {
    if (event.type === 'takes') void look(recorder);
  });
  void look(recorder);
}

/** Looks now. Another window that dies says nothing, so its lock is waited for. */
export async function look(recorder: Recorder): Promise<void> {
  if (waiting || recorder.status !== 'idle' || !(await isHeld(RECORDING_LOCK))) return;
  // Asked again: this window may have begun meanwhile.
  if (recorder.status !== 'idle') return;
  recorder.runsElsewhere = true;
  waiting = true;
  try {
    await whenFree(RECORDING_LOCK);
  } finally {
    waiting = false;
    recorder.runsElsewhere = false;
  }
}
