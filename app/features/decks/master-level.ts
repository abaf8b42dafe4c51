import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import { following } from './following.ts';
import type { MixerState } from './mixer-state.svelte.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;
/** Loudness that is shown as silence, LUFS. */
const QUIET_LUFS = -60;

/** Shows the level of the master while there is one. */
export class MasterLevel {
  readonly #engine: ConsoleEngine;
  readonly #mixer: MixerState;
  readonly #look = () => this.#show();

  constructor(engine: ConsoleEngine, mixer: MixerState) {
    this.#engine = engine;
    this.#mixer = mixer;
  }

  /** To be called when something begins to sound; ends by itself. */
  follow(): void {
    following.begin(this.#look);
  }

  #show(): boolean {
    const mixer = this.#mixer;
    const { decks, master } = this.#engine.state;
    const { peakLeft, peakRight, momentaryLufs } = master;
    const level = Math.max(peakLeft, peakRight);
    const isHeard = level > QUIET;
    mixer.level = isHeard ? level : 0;
    mixer.lufs = isHeard && momentaryLufs > QUIET_LUFS ? Math.round(momentaryLufs) : null;
    return isHeard || decks.some(({ speed }) => speed !== 0) || this.#engine.microphone.isOpen;
  }
}
