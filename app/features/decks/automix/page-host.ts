import type { Track } from '#contracts/records/track.ts';
import type { AutomixHost, DeckView, Side } from '#core/automix/automix.ts';
import { bareFacts, type MixFacts } from '#core/automix/facts.ts';
import { tempoRanges } from '#core/deck/tempo.ts';
import type { DeckController } from '../controller.ts';
import type { DeckState } from '../deck-state.svelte.ts';

/** A deck of the page with what makes it sound. */
export interface HostDeck {
  readonly state: DeckState;
  readonly controller: DeckController;
}

/** The first two decks of the page, as the automix moves them: by the same controls as hands do. */
export class PageHost implements AutomixHost<Track> {
  readonly #decks: readonly [HostDeck, HostDeck];

  constructor(decks: readonly [HostDeck, HostDeck]) {
    this.#decks = decks;
  }

  get frame(): number {
    return this.#decks[0].controller.clock.frame;
  }

  get sampleRate(): number {
    return this.#decks[0].controller.clock.sampleRate;
  }

  view(side: Side): DeckView {
    return this.#decks[side].controller.view;
  }

  async load(side: Side, track: Track): Promise<MixFacts> {
    const { state, controller } = this.#decks[side];
    await controller.load(track, false);
    if (state.track?.id !== track.id) throw new Error('The track could not be loaded.');
    return state.analysis ?? bareFacts(track.durationSec);
  }

  seek(side: Side, positionSec: number): void {
    this.#decks[side].controller.seek(positionSec);
  }

  play(side: Side, frame?: number): void {
    this.#decks[side].controller.set('play', 1, frame);
  }

  pause(side: Side): void {
    this.#decks[side].state.pause();
  }

  fader(side: Side, place: number): void {
    this.#decks[side].state.channel.setVolume(place);
  }

  low(side: Side, place: number): void {
    this.#decks[side].state.channel.turn('low', place);
  }

  follow(side: Side, on: boolean): void {
    const { state } = this.#decks[side];
    if (state.synced !== on) state.setSync(on);
  }

  tempo(side: Side, rate: number): void {
    const { state } = this.#decks[side];
    const percent = (rate - 1) * 100;
    // The fader has to reach as far as sync has moved the tempo.
    const range = tempoRanges.find((reach) => reach >= Math.abs(percent)) ?? 50;
    if (range > state.tempoRange) state.setTempoRange(range);
    state.setTempo(percent);
  }
}
