import { openPlayer } from '#audio/engine/decode.ts';
import type { Deck } from '#audio/engine/deck.ts';
import { MediaControls } from '#audio/engine/media-controls.ts';
import type { AudioOutput } from '#audio/engine/output.ts';
import type { Track } from '#contracts/records/track.ts';
import { faderGain, rateOf } from '#core/deck/tempo.ts';
import { isMoving } from '#core/deck/transport.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { SILENCE, type DeckState } from './deck-state.svelte.ts';
import { TrackFacts } from './track-facts.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;

/** Joins what the page shows of a deck with what sounds. */
export class DeckController {
  readonly #state: DeckState;
  readonly #output: AudioOutput;
  readonly #deck: Deck;
  readonly #media: MediaControls;
  readonly #facts: TrackFacts;
  #load = 0;
  #frame = 0;

  constructor(state: DeckState, output: AudioOutput) {
    this.#state = state;
    this.#output = output;
    this.#deck = output.createDeck();
    this.#deck.whenChanged = () => this.#changed();
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
    try {
      const player = await openPlayer(this.#output.context, this.#deck.input, track);
      if (load !== this.#load) return player.dispose();
      this.#deck.load(player);
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
    // Where the clock stands still, whatever is pressed now is heard as soon as it runs.
    void this.#output.resume();
    this.#deck.press(type);
  }

  seek(positionSec: number): void {
    this.#deck.seek(positionSec);
  }

  setTempo(percent: number): void {
    this.#deck.setRate(rateOf(percent));
  }

  setVolume(place: number): void {
    this.#deck.setVolume(faderGain(place));
  }

  #stop(): void {
    this.press('pause');
    this.seek(0);
  }

  #changed(): void {
    const { transport } = this.#deck;
    this.#state.playing = transport.mode === 'playing';
    this.#state.previewing = transport.mode === 'previewing';
    this.#state.cueSec = transport.cueSec;
    this.#state.durationSec = transport.durationSec;
    this.#state.positionSec = this.#deck.heardSec();
    this.#media.update({ ...transport, playing: transport.mode === 'playing' });
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#follow());
  }

  /** Runs with the screen while the deck moves or is still heard. */
  #follow(): void {
    const state = this.#state;
    const { peak, rms } = this.#deck.meter.read();
    const isHeard = Math.max(...peak) > QUIET;
    state.positionSec = this.#deck.heardSec();
    state.peak = isHeard ? peak : SILENCE;
    state.rms = isHeard ? rms : SILENCE;
    const goesOn = isHeard || isMoving(this.#deck.transport);
    this.#frame = goesOn ? requestAnimationFrame(() => this.#follow()) : 0;
  }
}
