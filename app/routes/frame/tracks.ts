import { goto } from '$app/navigation';
import type { Track } from '#features/shelf/index.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';

// The engine is loaded with the first track that is played.
const deckRoom = () => import('./decks.ts');

/** Makes the demo track when it is not there yet, and plays it on a deck. */
export async function hearDemo(): Promise<void> {
  const [{ playDemo }] = await Promise.all([deckRoom(), goto('/decks')]);
  await playDemo();
}

/** Loads a track into the deck, plays it and shows the decks. */
export async function playTrack(track: Track): Promise<void> {
  try {
    const [{ decks }] = await Promise.all([deckRoom(), goto('/decks')]);
    await decks.loadTrack(track, { play: true });
  } catch (error) {
    showToast({ kind: 'error', text: errorText(error) });
  }
}
