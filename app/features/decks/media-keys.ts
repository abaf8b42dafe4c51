import { MediaControls } from '#audio/engine/media-controls.ts';
import type { Track } from '#contracts/records/track.ts';
import type { DeckState } from './deck-state.svelte.ts';

/** Media keys and lock screen speak of one deck: the first that plays, else the first with a track. */
export class MediaKeys {
  readonly #decks: readonly DeckState[];
  readonly #controls: MediaControls;
  #shown: Track | null = null;
  #cover: string | null = null;
  /** The deck that was paused by a media key stays the one they speak of. */
  #last: DeckState | null = null;

  constructor(decks: readonly DeckState[]) {
    this.#decks = decks;
    this.#controls = new MediaControls({
      play: () => this.#deck?.play(),
      pause: () => this.#pause(),
      stop: () => this.#stop(),
      seekBy: (seconds) => this.#deck?.seekBy(seconds),
      seekTo: (positionSec) => this.#deck?.seek(positionSec),
    });
  }

  get #deck(): DeckState | null {
    const decks = this.#decks;
    const playing = decks.find(({ moving }) => moving);
    return playing ?? (this.#last?.track ? this.#last : (decks.find(({ track }) => track) ?? null));
  }

  /** To be called after every change of a deck. */
  update(): void {
    const deck = this.#deck;
    if (!deck?.track) return;
    this.#last = deck;
    if (deck.track !== this.#shown || deck.cover !== this.#cover) {
      this.#shown = deck.track;
      this.#cover = deck.cover;
      this.#controls.show({ ...deck.track, cover: deck.cover });
    }
    const { playing, positionSec, durationSec, tempoPercent } = deck;
    this.#controls.update({ playing, positionSec, durationSec, rate: 1 + tempoPercent / 100 });
  }

  /** All that plays pauses: the system wants silence. */
  #pause(): void {
    for (const deck of this.#decks) if (deck.moving) deck.pause();
  }

  #stop(): void {
    const deck = this.#deck;
    this.#pause();
    deck?.seek(0);
  }
}
