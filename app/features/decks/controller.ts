import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { DeckHandle } from '#audio/engine/deck-handle.ts';
import { MediaControls } from '#audio/engine/media-controls.ts';
import type { Track } from '#contracts/records/track.ts';
import { faderGain, rateOf } from '#core/deck/tempo.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { SILENCE, type DeckState } from './deck-state.svelte.ts';
import { TrackFacts } from './track-facts.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;

/** Joins what the page shows of a deck with what sounds. */
export class DeckController {
  readonly #state: DeckState;
  readonly #engine: ConsoleEngine;
  readonly #deck: DeckHandle;
  readonly #media: MediaControls;
  readonly #facts: TrackFacts;
  #load = 0;
  #frame = 0;

  constructor(state: DeckState, engine: ConsoleEngine) {
    this.#state = state;
    this.#engine = engine;
    this.#deck = engine.deck(state.id);
    this.#deck.whenChanged = () => this.#changed();
    this.#deck.whenFailed = (error) => showToast({ kind: 'error', text: errorText(error) });
    this.#facts = new TrackFacts(state);
    this.#media = new MediaControls({
      play: () => this.press('play'),
      pause: () => this.press('pause'),
      stop: () => this.#stop(),
      seekBy: (seconds) => this.#deck.seekBy(seconds),
      seekTo: (positionSec) => this.seek(positionSec),
    });
    this.setTempo(state.tempoPercent);
    this.setVolume(state.volume);
  }

  /** Reads, decodes and shows a track. A later call wins over an earlier one that is not done. */
  async load(track: Track, play: boolean): Promise<void> {
    const load = ++this.#load;
    this.#state.loading = track.title;
    void this.#engine.resume();
    try {
      if (!(await this.#deck.load(track))) return;
      if (play) this.press('play');
      await this.#facts.show(track);
      if (load === this.#load) this.#media.show({ ...track, cover: this.#state.cover });
    } catch (error) {
      if (load === this.#load) showToast({ kind: 'error', text: errorText(error) });
    } finally {
      if (load === this.#load) this.#state.loading = null;
    }
  }

  press(type: 'play' | 'pause' | 'cue-down' | 'cue-up'): void {
    if (type === 'play') this.#deck.play();
    else if (type === 'pause') this.#deck.pause();
    else if (type === 'cue-down') this.#deck.cueDown();
    else this.#deck.cueUp();
  }

  seek(positionSec: number): void {
    this.#deck.seek(positionSec);
    // Shown at once, so that the next step counts from there.
    this.#state.positionSec = this.#deck.heardSec;
  }

  setTempo(percent: number): void {
    this.#deck.set('tempo', rateOf(percent));
  }

  setVolume(place: number): void {
    this.#deck.set('fader', faderGain(place));
  }

  #stop(): void {
    this.press('pause');
    this.seek(0);
  }

  #changed(): void {
    const { playing, previewing, cueSec, tempo } = this.#deck.state;
    this.#state.playing = playing === 1;
    this.#state.previewing = previewing === 1;
    this.#state.cueSec = cueSec;
    this.#state.durationSec = this.#deck.durationSec;
    this.#state.positionSec = this.#deck.heardSec;
    const { positionSec, durationSec } = this.#state;
    this.#media.update({ playing: playing === 1, positionSec, durationSec, rate: tempo });
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#follow());
  }

  /** Runs with the screen while the deck moves or is still heard. */
  #follow(): void {
    const state = this.#state;
    const { speed, fader, peakLeft, peakRight, rmsLeft, rmsRight } = this.#deck.state;
    const isHeard = Math.max(peakLeft, peakRight) * fader > QUIET;
    state.positionSec = this.#deck.heardSec;
    state.peak = isHeard ? [peakLeft * fader, peakRight * fader] : SILENCE;
    state.rms = isHeard ? [rmsLeft * fader, rmsRight * fader] : SILENCE;
    const goesOn = isHeard || speed !== 0;
    this.#frame = goesOn ? requestAnimationFrame(() => this.#follow()) : 0;
  }
}
