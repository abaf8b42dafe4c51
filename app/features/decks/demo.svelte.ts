import type { Track } from '#contracts/records/track.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { decks } from './decks.svelte.ts';

/** The demo track on its way into the library. */
class Demo {
  /** 0 to 1 while it is rendered, else null. */
  progress = $state<number | null>(null);
}

export const demo = new Demo();

let rendering: Promise<Track> | undefined;

/**
 * The built-in demo track: rendered on this device at the first call (some seconds, without a network), found in the
 * library afterwards. Calls at the same time share one rendering.
 *
 * @throws AppError `storage.*`
 */
export function addDemoTrack(): Promise<Track> {
  rendering ??= render().finally(() => {
    rendering = undefined;
    demo.progress = null;
  });
  return rendering;
}

async function render(): Promise<Track> {
  demo.progress = 0;
  const { renderDemoTrack } = await import('#workers/demo/client.ts');
  return renderDemoTrack((share) => (demo.progress = share));
}

/** Renders the demo track where it is missing, loads it and plays it. What goes wrong is told in a message. */
export async function playDemo(): Promise<void> {
  try {
    await decks.loadTrack(await addDemoTrack(), { play: true });
  } catch (error) {
    showToast({ kind: 'error', text: errorText(error) });
  }
}
