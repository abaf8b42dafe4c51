import type { Track } from '#contracts/records/track.ts';
import { DeckState } from './deck-state.svelte.ts';

// The layout holds this object; engine and player are loaded with the first track.
const controllers = () => import('./controllers.ts');

/** All decks. One for now; the engine is ready for four. */
class Decks {
  readonly a = new DeckState('A');
  readonly all: readonly DeckState[] = [this.a];

  /** Whether any deck plays. */
  readonly playing = $derived(this.all.some((deck) => deck.moving));
  /** The deck that the bottom strip and the media keys speak of: the first that plays, else the first with a track. */
  readonly current = $derived(this.all.find((deck) => deck.moving) ?? this.all.find((deck) => deck.track) ?? null);
  /** Whether the safety limiter is on. */
  limited = $state(true);

  /**
   * Puts a track on a deck, decoded and ready, and plays it if asked to. When it cannot be played a message says so and
   * the deck keeps what it had.
   */
  async loadTrack(track: Track, options: { play?: boolean; deck?: DeckState } = {}): Promise<void> {
    const deck = options.deck ?? this.a;
    deck.loading = track.title;
    try {
      const { controllerOf } = await controllers();
      const controller = await controllerOf(deck);
      await controller.load(track, options.play === true);
    } catch (error) {
      deck.loading = null;
      throw error;
    }
  }

  async setLimited(on: boolean): Promise<void> {
    const { limitOutput } = await controllers();
    await limitOutput(on);
    this.limited = on;
  }
}

export const decks = new Decks();
