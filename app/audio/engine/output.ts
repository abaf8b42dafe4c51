import { Deck } from './deck.ts';
import { Master } from './master.ts';

/** The page's audio: one context, one master bus, up to four decks. */
export class AudioOutput {
  readonly context: AudioContext;
  readonly master: Master;

  constructor() {
    this.context = new AudioContext({ latencyHint: 'interactive' });
    this.master = new Master(this.context, this.context.destination);
  }

  createDeck(): Deck {
    return new Deck(this.context, this.master.input);
  }

  /** Starts the clock. Browsers allow it after a gesture only; without one the promise waits. */
  async resume(): Promise<void> {
    if (this.context.state !== 'running') await this.context.resume();
  }
}

let output: AudioOutput | undefined;

/** The page's only {@link AudioOutput}, made at the first call, which has to follow a gesture. */
export function audioOutput(): AudioOutput {
  output ??= new AudioOutput();
  return output;
}
