import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { DeckHandle } from '#audio/engine/deck-handle.ts';
import type { Track } from '#contracts/records/track.ts';
import type { DeckView } from '#core/automix/automix.ts';
import type { DeckControl } from '#core/console/controls.ts';
import { getAnalysis } from '#storage/analysis/analyses.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { CuePads } from './cue-pads.ts';
import { Hand } from './hand.ts';
import { following } from './following.ts';
import type { DeckState } from './deck-state.svelte.ts';
import { PlayLog } from './play-log.ts';
import { TrackFacts } from './track-facts.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;

/** Joins what the page shows of a deck with what sounds. */
export class DeckController {
  readonly pads: CuePads;
  readonly hand: Hand;
  readonly #state: DeckState;
  readonly #engine: ConsoleEngine;
  readonly #deck: DeckHandle;
  readonly #facts: TrackFacts;
  readonly #plays: PlayLog;
  /** Share of the deck that the crossfader lets through to the master. */
  readonly #crossfade: () => number;
  readonly #whenChanged: () => void;
  readonly #look = () => this.#follow();
  #load = 0;

  /**
   * @param crossfade share of the deck that the crossfader lets through
   * @param whenChanged told after each change of the transport or the track
   */
  constructor(state: DeckState, engine: ConsoleEngine, crossfade: () => number, whenChanged: () => void) {
    this.#state = state;
    this.#engine = engine;
    this.#whenChanged = whenChanged;
    this.#crossfade = crossfade;
    this.#plays = new PlayLog(state.id, (error) => showToast({ kind: 'error', text: errorText(error) }));
    this.#deck = engine.deck(state.id);
    this.#deck.whenChanged = () => this.#changed();
    this.#deck.whenFailed = (error, fromSec) => {
      const isNews = state.brokenSec === null;
      state.brokenSec = fromSec;
      if (isNews) showToast({ kind: 'error', text: errorText(error) });
    };
    this.pads = new CuePads(state, this.#deck);
    this.hand = new Hand(this.#deck);
    this.#facts = new TrackFacts(state, {
      analysed: (analysis) => {
        this.#deck.setGrid(analysis?.tempo.grid ?? null);
        // What plays does not change its loudness by itself.
        if (!state.moving) this.applyLoudness();
      },
      marked: (cues) => this.pads.show(cues),
    });
  }

  /** Reads, decodes and shows a track. A later call wins over an earlier one that is not done. */
  async load(track: Track, play: boolean): Promise<void> {
    const load = ++this.#load;
    const state = this.#state;
    state.loading = track.title;
    void this.#engine.resume();
    try {
      const analysis = await getAnalysis(track.blobHash);
      const lufs = state.channel.autoGain ? (analysis?.loudness.integrated ?? null) : null;
      if (!(await this.#deck.load(track, { grid: analysis?.tempo.grid ?? null, lufs }))) return;
      state.slip = false;
      state.brokenSec = null;
      this.#plays.load(track);
      if (play) this.set('play', 1);
      await this.#facts.show(track);
      this.#whenChanged();
    } catch (error) {
      if (load === this.#load) showToast({ kind: 'error', text: errorText(error) });
    } finally {
      if (load === this.#load) state.loading = null;
    }
  }

  /**
   * Moves a control of the engine.
   *
   * @param frame of the audio clock at which it counts; left out: now
   */
  set(control: DeckControl, value: number, frame?: number): void {
    this.#deck.set(control, value, frame);
  }

  /** The audio clock, as far as it is rendered. */
  get clock(): { readonly frame: number; readonly sampleRate: number } {
    return { frame: this.#engine.state.master.frame, sampleRate: this.#engine.context.sampleRate };
  }

  /** How the deck is at that frame. */
  get view(): DeckView {
    const { positionSec, speed, playing, tempo } = this.#deck.state;
    return { positionSec, speed, tempo, playing: playing === 1, durationSec: this.#deck.durationSec };
  }

  get heardSec(): number {
    return this.#deck.heardSec;
  }

  seek(positionSec: number): void {
    this.#deck.seek(positionSec);
    // Shown at once, so that the next step counts from there.
    this.#state.positionSec = this.#deck.heardSec;
  }

  /** Brings the track to the common loudness, or leaves it as it is. */
  applyLoudness(): void {
    const { channel, analysis } = this.#state;
    this.#deck.setLoudness(channel.autoGain ? (analysis?.loudness.integrated ?? null) : null);
  }

  #changed(): void {
    const state = this.#state;
    const deck = this.#deck.state;
    state.playing = deck.playing === 1;
    state.previewing = deck.previewing === 1;
    state.cueSec = deck.cueSec;
    state.durationSec = this.#deck.durationSec;
    state.positionSec = this.#deck.heardSec;
    state.looping = deck.looping === 1;
    state.loopFromSec = deck.loopFromSec;
    state.loopToSec = deck.loopToSec;
    state.leading = deck.leading === 1;
    this.#followTempo(deck.tempo);
    this.#whenChanged();
    following.begin(this.#look);
  }

  /** Looks on while the deck moves or is still heard. */
  #follow(): boolean {
    const state = this.#state;
    const { speed, held, tempo, fader, peakLeft, peakRight } = this.#deck.state;
    const level = Math.max(peakLeft, peakRight) * fader;
    const isHeard = level > QUIET;
    state.positionSec = this.#deck.heardSec;
    state.channel.level = isHeard ? level : 0;
    this.#followTempo(tempo);
    this.#plays.look(this.#engine.context.currentTime, isHeard && state.playing && this.#crossfade() > QUIET);
    return isHeard || speed !== 0 || held !== 0;
  }

  /** Sync moves the tempo; the fader shows where it is. */
  #followTempo(tempo: number): void {
    const state = this.#state;
    if (state.synced) state.tempoPercent = Math.round((tempo - 1) * 10_000) / 100 || 0;
  }
}
