import type { CrossfaderSide } from '#core/console/mixer/crossfader.ts';
import { bandGain, trimGain } from '#core/deck/knobs.ts';
import { faderGain } from '#core/deck/tempo.ts';
import { EffectChain, type SetControl } from './effect-state.svelte.ts';

export const bands = ['high', 'mid', 'low'] as const;
export type Band = (typeof bands)[number];

/** Knobs of a channel whose place goes from -1 to 1, with rest at 0. */
export type ChannelKnob = Band | 'gain' | 'filter';

const within = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

/** One channel of the mixer as the page sees it: the places of its controls, and its level. */
export class ChannelState {
  /** Place of the fader, 0 to 1. */
  volume = $state(1);
  /** -1 to 1. */
  readonly knobs = $state<Record<ChannelKnob, number>>({ gain: 0, high: 0, mid: 0, low: 0, filter: 0 });
  readonly killed = $state<Record<Band, boolean>>({ high: false, mid: false, low: false });
  autoGain = $state(true);
  assign = $state<CrossfaderSide>(0);
  phones = $state(false);
  readonly effects = new EffectChain();
  /** Peak behind the fader, looked up some times a second; 1 is full scale. */
  level = $state(0);

  #send: SetControl = () => {};

  constructor(side: CrossfaderSide) {
    this.assign = side;
  }

  /** Joins the channel with the engine and tells it where everything stands. */
  attach(send: SetControl): void {
    this.#send = send;
    this.setVolume(this.volume);
    for (const knob of ['gain', 'filter', ...bands] as const) this.turn(knob, this.knobs[knob]);
    this.setAssign(this.assign);
    this.setPhones(this.phones);
    this.effects.attach(send);
  }

  /** @param place 0 (closed) to 1 (open) */
  setVolume(place: number): void {
    this.volume = within(0, 1, place);
    this.#send('fader', faderGain(this.volume));
  }

  /** @param place -1 to 1 */
  turn(knob: ChannelKnob, place: number): void {
    this.knobs[knob] = within(-1, 1, place);
    if (knob === 'gain') this.#send('gain', trimGain(this.knobs.gain));
    else if (knob === 'filter') this.#send('filter', this.knobs.filter);
    else this.#send(knob, this.killed[knob] ? 0 : bandGain(this.knobs[knob]));
  }

  /** Silences a band, or gives it back as its knob stands. */
  kill(band: Band, on: boolean): void {
    this.killed[band] = on;
    this.turn(band, this.knobs[band]);
  }

  setAssign(side: CrossfaderSide): void {
    this.assign = side;
    this.#send('assign', side);
  }

  setPhones(on: boolean): void {
    this.phones = on;
    this.#send('phones', on ? 1 : 0);
  }
}
