import type { ChannelControl } from '#core/console/controls.ts';
import { effectKinds, type EffectKind } from '#core/console/fx/effect.ts';

/** Where the controls of the engine are moved. */
export type SetControl = (control: ChannelControl, value: number) => void;

/** Places of effects in the chain of a channel. */
export const effectSlots = [1, 2, 3] as const;
export type EffectSlot = (typeof effectSlots)[number];

/** What the chain's meta knob does to an effect's amount: moves it along, against, or not at all. */
export const effectLinks = ['along', 'against', 'none'] as const;
export type EffectLink = (typeof effectLinks)[number];

export type EffectKnob = 'amount' | 'mix';

/** One effect of a chain as the page sees it. */
export class EffectState {
  readonly slot: EffectSlot;
  kind = $state<EffectKind>('none');
  on = $state(false);
  beats = $state(1);
  /** 0 to 1. */
  readonly knobs = $state<Record<EffectKnob, number>>({ amount: 0.5, mix: 0.5 });
  link = $state<EffectLink>('along');

  #send: SetControl = () => {};

  constructor(slot: EffectSlot) {
    this.slot = slot;
  }

  /** Joins the effect with the engine and tells it where everything stands. */
  attach(send: SetControl): void {
    this.#send = send;
    this.choose(this.kind);
    this.turnOn(this.on);
    this.setBeats(this.beats);
    for (const knob of ['amount', 'mix'] as const) this.turn(knob, this.knobs[knob]);
  }

  choose(kind: EffectKind): void {
    this.kind = kind;
    this.#send(`fx${this.slot}.kind`, effectKinds.indexOf(kind));
  }

  turnOn(on: boolean): void {
    this.on = on;
    this.#send(`fx${this.slot}.on`, on ? 1 : 0);
  }

  setBeats(beats: number): void {
    this.beats = beats;
    this.#send(`fx${this.slot}.beats`, beats);
  }

  /** @param place 0 to 1 */
  turn(knob: EffectKnob, place: number): void {
    this.knobs[knob] = Math.min(1, Math.max(0, place));
    this.#send(`fx${this.slot}.${knob}`, this.knobs[knob]);
  }

  /** The chain's meta knob has moved. @param place 0 to 1 */
  follow(place: number): void {
    if (this.link !== 'none') this.turn('amount', this.link === 'along' ? place : 1 - place);
  }
}

/** The effects of a channel one after the other, and the one knob that moves them together. */
export class EffectChain {
  readonly slots: readonly EffectState[] = effectSlots.map((slot) => new EffectState(slot));
  /** Place of the meta knob, 0 to 1. */
  meta = $state(0.5);

  attach(send: SetControl): void {
    for (const slot of this.slots) slot.attach(send);
  }

  /** @param place 0 to 1; moves the amount of every linked effect that is chosen */
  turnMeta(place: number): void {
    this.meta = Math.min(1, Math.max(0, place));
    for (const slot of this.slots) if (slot.kind !== 'none') slot.follow(this.meta);
  }
}
