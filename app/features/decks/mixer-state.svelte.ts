import type { MixerControl } from '#core/console/controls.ts';
import {
  crossfaderCurves,
  crossfaderGain,
  type CrossfaderCurve,
  type CrossfaderSide,
} from '#core/console/mixer/crossfader.ts';
import { faderGain } from '#core/deck/tempo.ts';

const within = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

/** What all channels share, as the page sees it. */
export class MixerState {
  /** -1 left to 1 right. */
  crossfader = $state(0);
  curve = $state<CrossfaderCurve>('open');
  /** Left and right swapped. */
  reversed = $state(false);
  /** Place of the master fader, 0 to 1. */
  master = $state(1);
  limited = $state(true);
  /** Headphones: 0 the cued channels alone, 1 the master alone. */
  phonesMix = $state(0.5);
  phones = $state(1);
  /** Left ear cue, right ear master, on the one output there is. */
  split = $state(false);
  /** Peak of the master, looked up some times a second; 1 is full scale. */
  level = $state(0);
  /** Momentary loudness of the master, LUFS; null for silence. */
  lufs = $state<number | null>(null);

  #send: (control: MixerControl, value: number) => void = () => {};

  /** Joins the mixer with the engine and tells it where everything stands. */
  attach(send: (control: MixerControl, value: number) => void): void {
    this.#send = send;
    this.setCurve(this.curve);
    this.setReversed(this.reversed);
    this.crossfade(this.crossfader);
    this.setMaster(this.master);
    this.limit(this.limited);
    this.setPhonesMix(this.phonesMix);
    this.setPhones(this.phones);
    this.setSplit(this.split);
  }

  /** @param place -1 left to 1 right */
  crossfade(place: number): void {
    this.crossfader = within(-1, 1, place);
    this.#send('crossfader', this.crossfader);
  }

  /** How much of a channel on one side the crossfader lets through, 0 to 1. */
  shareOf(side: CrossfaderSide): number {
    return crossfaderGain(this.curve, this.reversed ? -this.crossfader : this.crossfader, side);
  }

  setCurve(curve: CrossfaderCurve): void {
    this.curve = curve;
    this.#send('curve', crossfaderCurves.indexOf(curve));
  }

  setReversed(on: boolean): void {
    this.reversed = on;
    this.#send('hamster', on ? 1 : 0);
  }

  /** @param deck index of the deck that the others follow */
  lead(deck: number): void {
    this.#send('leader', deck);
  }

  setMaster(place: number): void {
    this.master = within(0, 1, place);
    this.#send('gain', faderGain(this.master));
  }

  limit(on: boolean): void {
    this.limited = on;
    this.#send('limiter', on ? 1 : 0);
  }

  setPhonesMix(share: number): void {
    this.phonesMix = within(0, 1, share);
    this.#send('phonesMix', this.phonesMix);
  }

  setPhones(place: number): void {
    this.phones = within(0, 1, place);
    this.#send('phonesGain', faderGain(this.phones));
  }

  setSplit(on: boolean): void {
    this.split = on;
    this.#send('split', on ? 1 : 0);
  }
}
