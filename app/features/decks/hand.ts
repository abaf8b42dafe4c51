import type { DeckHandle } from '#audio/engine/deck-handle.ts';

/** Time in which the platter follows the hand, s: two screen frames and a block, so that it never swings. */
const FOLLOW_SEC = 0.05;
/** Nearer than this the hand holds it still, s. */
const STILL_SEC = 0.0005;
/** Fastest that a hand moves it; 1 is the track's own speed. */
const FASTEST = 12;

/** Speed that brings the play head over a distance in seconds of the track. */
export function handSpeed(distanceSec: number): number {
  if (Math.abs(distanceSec) < STILL_SEC) return 0;
  return Math.min(FASTEST, Math.max(-FASTEST, distanceSec / FOLLOW_SEC));
}

/** A hand on the platter: the play head goes where it is dragged, and sounds on its way. */
export class Hand {
  readonly #deck: Pick<DeckHandle, 'set' | 'state'>;
  #fromSec = 0;
  #targetSec = 0;
  #frame = 0;

  constructor(deck: Pick<DeckHandle, 'set' | 'state'>) {
    this.#deck = deck;
  }

  grab(): void {
    if (this.#frame !== 0) return;
    this.#deck.set('touch', 1);
    this.#fromSec = this.#deck.state.positionSec;
    this.#targetSec = this.#fromSec;
    this.#follow(0);
  }

  /** @param bySec seconds of the track from where it was grabbed */
  drag(bySec: number): void {
    this.#targetSec = this.#fromSec + bySec;
  }

  letGo(): void {
    if (this.#frame === 0) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#deck.set('touch', 0);
  }

  #follow(before: number): void {
    const speed = handSpeed(this.#targetSec - this.#deck.state.positionSec);
    if (speed !== before) this.#deck.set('scratch', speed);
    this.#frame = requestAnimationFrame(() => this.#follow(speed));
  }
}
