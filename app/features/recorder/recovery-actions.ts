import { binTake } from '#storage/takes/bin.ts';
import { sealTake, takeAsWav } from '#workers/recorder/client.ts';
import { saveFile } from '#ui/save-file.ts';
import type { OpenTake, Recovery } from './recovery.svelte.ts';

/** Makes a track of the take. Its source stays on the device until the user lets it go. */
export async function keep(recovery: Recovery, { take }: OpenTake): Promise<boolean> {
  recovery.change(take.id, { state: 'keeping', progress: 0, error: null });
  try {
    await sealTake(take, true, (progress) => recovery.change(take.id, { progress }));
    recovery.remove(take.id);
    return true;
  } catch (error) {
    recovery.change(take.id, { state: 'failed', error });
    return false;
  }
}

/** Saves the take as a WAV file wherever the user wants, so that a full disk of this app is no dead end. */
export async function saveAsFile(recovery: Recovery, { take }: OpenTake): Promise<void> {
  recovery.change(take.id, { state: 'keeping', error: null });
  try {
    saveFile(await takeAsWav(take.id), `${take.name}.wav`);
    recovery.change(take.id, { state: 'waiting' });
  } catch (error) {
    recovery.change(take.id, { state: 'failed', error });
  }
}

/** Moves the take to the bin, from where it can come back. */
export async function discard(recovery: Recovery, { take }: OpenTake): Promise<void> {
  try {
    await binTake(take.id);
    recovery.remove(take.id);
  } catch (error) {
    recovery.change(take.id, { error });
  }
}
