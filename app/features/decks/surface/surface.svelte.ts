import { ControlBus } from '#core/controls/bus.ts';
import type { ControlId } from '#core/controls/controls.ts';
import { decks } from '../decks.svelte.ts';
import { sampler } from '../sampler/sampler.svelte.ts';
import { answersOf } from './deck-answers.ts';
import { commonStates, samplerStates, statesOf } from './states.ts';

/** Decks and mixer for whatever can be pressed outside the page: every control by its name, and how it stands. */
export function openSurface(): ControlBus {
  const bus = new ControlBus();
  const { mixer, hearing } = decks;
  bus.provide({
    'mixer.crossfader': (place) => mixer.crossfade(place),
    'mixer.crossfader.reverse': (value) => void (value > 0 && mixer.setReversed(!mixer.reversed)),
    'mixer.master': (place) => mixer.setMaster(place),
    'mixer.headphones': (place) => mixer.setPhones(place),
    'mixer.cuemix': (place) => mixer.setPhonesMix((place + 1) / 2),
    'mixer.mic': (value) => void (value > 0 && hearing.setMic(!hearing.mic)),
    'mixer.mic.level': (place) => hearing.setMicLevel(place),
    'library.scroll': (rows) => decks.list?.move(rows),
    'library.preview': (value) => void (value > 0 && decks.list?.listen()),
    ...Object.fromEntries(
      sampler.pads.map(({ slot }) => [
        `sampler.pad.${slot + 1}`,
        (value: number) => (value > 0 ? sampler.press(slot) : sampler.release(slot)),
      ]),
    ),
    'sampler.stop': (value) => void (value > 0 && sampler.stopAll()),
    'sampler.volume': (place) => sampler.channel.setVolume(place),
    'sampler.filter': (place) => sampler.channel.turn('filter', place),
    'sampler.headphones': (value) => void (value > 0 && sampler.channel.setPhones(!sampler.channel.phones)),
    // The surface itself swaps its sides; whoever has four decks wants to see them.
    ...{ 'side.left': () => decks.show(4), 'side.right': () => decks.show(4) },
  });
  $effect.root(() => {
    $effect(() => tell(bus, '', { ...commonStates(decks), ...samplerStates(sampler) }));
    for (const deck of decks.all) {
      bus.provide(named(`deck.${deck.id}.`, answersOf(deck)));
      $effect(() => tell(bus, `deck.${deck.id}.`, statesOf(deck)));
    }
  });
  return bus;
}

const named = <Value>(prefix: string, values: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));

function tell(bus: ControlBus, prefix: string, states: Readonly<Record<string, number | boolean>>): void {
  for (const [name, state] of Object.entries(states)) bus.tell(`${prefix}${name}` as ControlId, Number(state));
}
