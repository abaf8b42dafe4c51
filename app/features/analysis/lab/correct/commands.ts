import type { TrackCorrections } from '#contracts/records/correction.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';

/** Does something that writes; says so when it fails. */
export async function attempt(work: Promise<TrackCorrections>): Promise<void> {
  try {
    await work;
  } catch (error) {
    showToast({ kind: 'error', text: errorText(error) });
  }
}
