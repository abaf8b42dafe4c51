import { errorText } from './error-text.ts';
import { showToast } from './toast.svelte.ts';

/** Waits for something that somebody asked for; says so when it fails, and gives null then. */
export async function attempt<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    showToast({ kind: 'error', text: errorText(error) });
    return null;
  }
}
