import { effectKinds } from '#core/console/fx/effect.ts';
import { crossfaderCurves, type CrossfaderSide } from '#core/console/mixer/crossfader.ts';
import { bandPlace, trimPlace } from '#core/deck/knobs.ts';
import { bands, type Band, type ChannelState } from './channel-state.svelte.ts';
import type { DeckSet } from './controllers.ts';
import type { DeckState } from './deck-state.svelte.ts';
import type { EffectState } from './effect-state.svelte.ts';
import type { MixerState } from './mixer-state.svelte.ts';

/** Nearer than this a control stands where it is shown already. */
const NEAR = 1e-6;

const flag = (value: number): boolean => value >= 0.5;
const isBand = (name: string): name is Band => (bands as readonly string[]).includes(name);

/** Shows a move that did not come from the screen, a replayed set's for instance. What came from it changes nothing. */
export function reflect({ all, mixer }: Pick<DeckSet, 'all' | 'mixer'>, control: string, value: number): void {
  const dot = control.indexOf('.');
  const name = control.slice(dot + 1);
  const deck = all.find(({ id }) => id === control.slice(0, dot));
  if (!deck) reflectMixer(mixer, name, value);
  else if (!reflectChannel(deck.channel, name, value)) reflectDeck(deck, name, value);
}

function put<Key extends string>(target: { [key in Key]: number }, key: Key, value: number): true {
  if (Math.abs(target[key] - value) > NEAR) target[key] = value;
  return true;
}

function reflectDeck(deck: DeckState, name: string, value: number): void {
  if (name === 'tempo' && !deck.synced) put(deck, 'tempoPercent', (value - 1) * 100);
  else if (name === 'pitch') put(deck, 'pitch', value);
  else if (name === 'keyLock') deck.keyLock = flag(value);
  else if (name === 'quantize') deck.quantize = flag(value);
  else if (name === 'sync') deck.synced = flag(value);
  else if (name === 'slip') deck.slip = flag(value);
  else if (name === 'repeat') deck.repeat = flag(value);
  else if (name === 'reverse') deck.reverse = flag(value);
}

/** The same of one channel. False when it has no such control. */
export function reflectChannel(channel: ChannelState, name: string, value: number): boolean {
  const { knobs } = channel;
  if (name === 'fader') return put(channel, 'volume', Math.sqrt(value));
  if (name === 'gain') return put(knobs, 'gain', trimPlace(value));
  if (name === 'filter') return put(knobs, 'filter', value);
  if (isBand(name)) {
    // Turned all the way down is no kill.
    if (value > 0) channel.killed[name] = false;
    else if (knobs[name] > NEAR - 1) channel.killed[name] = true;
    return value === 0 || put(knobs, name, bandPlace(value));
  }
  const effect = channel.effects.slots.find(({ slot }) => name.startsWith(`fx${slot}.`));
  if (effect) return reflectEffect(effect, name.slice(4), value);
  if (name === 'assign') channel.assign = Math.sign(value) as CrossfaderSide;
  else if (name === 'phones') channel.phones = flag(value);
  else return false;
  return true;
}

function reflectEffect(effect: EffectState, name: string, value: number): boolean {
  if (name === 'amount' || name === 'mix') return put(effect.knobs, name, value);
  if (name === 'beats') return put(effect, 'beats', value);
  if (name === 'kind') effect.kind = effectKinds[value] ?? 'none';
  else if (name === 'on') effect.on = flag(value);
  else return false;
  return true;
}

function reflectMixer(mixer: MixerState, name: string, value: number): void {
  if (name === 'crossfader') put(mixer, 'crossfader', value);
  else if (name === 'gain') put(mixer, 'master', Math.sqrt(value));
  else if (name === 'phonesMix') put(mixer, 'phonesMix', value);
  else if (name === 'phonesGain') put(mixer, 'phones', Math.sqrt(value));
  else if (name === 'curve') mixer.curve = crossfaderCurves[value] ?? 'power';
  else if (name === 'hamster') mixer.reversed = flag(value);
  else if (name === 'limiter') mixer.limited = flag(value);
  else if (name === 'split') mixer.split = flag(value);
}
