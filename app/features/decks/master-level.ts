import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import { SILENCE } from './channel-state.svelte.ts';
import type { MixerState } from './mixer-state.svelte.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;
/** Loudness that is shown as silence, LUFS. */
const QUIET_LUFS = -60;

/** Shows the level of the master while there is one. */
export class MasterLevel {
  readonly #engine: ConsoleEngine;
  readonly #mixer: MixerState;
  #frame = 0;

  constructor(engine: ConsoleEngine, mixer: MixerState) {
    this.#engine = engine;
    this.#mixer = mixer;
  }

  /** To be called when something begins to sound; ends by itself. */
  follow(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#show());
  }

  #show(): void {
    const mixer = this.#mixer;
    const { decks, master } = this.#engine.state;
    const { peakLeft, peakRight, rmsLeft, rmsRight, momentaryLufs } = master;
    const isHeard = Math.max(peakLeft, peakRight) > QUIET;
    mixer.peak = isHeard ? [peakLeft, peakRight] : SILENCE;
    mixer.rms = isHeard ? [rmsLeft, rmsRight] : SILENCE;
    mixer.lufs = isHeard && momentaryLufs > QUIET_LUFS ? Math.round(momentaryLufs) : null;
    const goesOn = isHeard || decks.some(({ speed }) => speed !== 0) || this.#engine.microphone.isOpen;
    this.#frame = goesOn ? requestAnimationFrame(() => this.#show()) : 0;
  }
}
