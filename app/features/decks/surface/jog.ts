/** Seconds of audio that one turn of a platter at 33 1/3 rpm moves. */
const TURN_SEC = 1.8;
/** How long a movement is spread over, ms: short enough for scratching, long enough to bridge the gaps between messages. */
const SPREAD_MS = 25;
/** Speed that a turn each second bends, when no hand lies on the platter. */
const BEND = 0.1;
const TICK_MS = 20;
/** Slower is standing still. */
const STILL = 0.005;

/** What a platter moves. */
export interface JogTarget {
  hold(on: boolean): void;
  scratch(speed: number): void;
  bend(share: number): void;
}

/**
 * A controller's platter. Messages say how far it turned; a deck wants to know how fast. Each movement is spread over a
 * short, decaying stretch of time, so that all of it is played and nothing jumps. Under a hand it scratches, otherwise it nudges.
 */
export class Jog {
  readonly #deck: JogTarget;
  readonly #now: () => number;
  #turnsPerMs = 0;
  #at = 0;
  #held = false;
  #timer: ReturnType<typeof setInterval> | null = null;

  /** @param now clock, ms */
  constructor(deck: JogTarget, now: () => number = () => performance.now()) {
    this.#deck = deck;
    this.#now = now;
  }

  touch(on: boolean): void {
    if (on === this.#held) return;
    this.#stop();
    this.#held = on;
    if (on) this.#deck.scratch(0);
    this.#deck.hold(on);
  }

  /** @param turns since the last call; positive is ahead */
  turn(turns: number): void {
    this.#decay();
    this.#turnsPerMs += turns / SPREAD_MS;
    this.#move();
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    this.#decay();
    if (Math.abs(this.#turnsPerMs * 1000) < STILL) this.#stop();
    else this.#move();
  }

  #decay(): void {
    const now = this.#now();
    this.#turnsPerMs *= Math.exp((this.#at - now) / SPREAD_MS);
    this.#at = now;
  }

  #move(): void {
    const perSecond = this.#turnsPerMs * 1000;
    if (this.#held) this.#deck.scratch(perSecond * TURN_SEC);
    else this.#deck.bend(perSecond * BEND);
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#turnsPerMs = 0;
    this.#move();
  }
}
