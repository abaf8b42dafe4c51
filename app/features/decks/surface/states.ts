import type { commonControls, DeckControl } from '#core/controls/controls.ts';
import { beatsOf, hotCues, loopSizes } from '#core/controls/deck-controls.ts';
import { bands } from '../channel-state.svelte.ts';
import type { DeckState } from '../deck-state.svelte.ts';
import type { EffectState } from '../effect-state.svelte.ts';
import type { Hearing } from '../hearing/hearing.svelte.ts';
import type { MixerState } from '../mixer-state.svelte.ts';
import type { Sampler } from '../sampler/sampler.svelte.ts';

type State = number | boolean;

/** Where the controls of a deck stand, for lamps and for knobs that have to meet them. Reactive: read it in an effect. */
export function statesOf(deck: DeckState): Partial<Record<DeckControl, State>> {
  const { channel } = deck;
  const isSet = (pad: number) => deck.cues?.hotCues.some(({ slot }) => slot === pad - 1) ?? false;
  const parts = <Part extends string | number>(list: readonly Part[], prefix: string, state: (part: Part) => State) =>
    Object.fromEntries(list.map((part) => [`${prefix}.${part}`, state(part)]));
  return {
    play: deck.playing,
    cue: deck.previewing,
    sync: deck.synced,
    leader: deck.leading,
    keylock: deck.keyLock,
    quantise: deck.quantize,
    slip: deck.slip,
    reverse: deck.reverse,
    tempo: deck.tempoPercent / deck.tempoRange,
    pitch: deck.pitch,
    ...parts(hotCues, 'hotcue', isSet),
    'loop.active': deck.looping,
    ...parts(loopSizes, 'beatloop', (size) => deck.looping && deck.loopBeats === beatsOf(size)),
    volume: channel.volume,
    gain: channel.knobs.gain,
    filter: channel.knobs.filter,
    ...parts(bands, 'eq', (band) => channel.knobs[band]),
    ...parts(bands, 'kill', (band) => channel.killed[band]),
    headphones: channel.phones,
    ...Object.fromEntries(channel.effects.slots.flatMap((effect) => Object.entries(effectStates(effect)))),
    'fx.meta': channel.effects.meta,
  };
}

/** Name of an effect's controls: that of the first is older than the others. */
export const effectName = (slot: number): string => (slot === 1 ? 'fx' : `fx${slot}`);

const effectStates = ({ slot, on, knobs }: EffectState): Record<string, State> => ({
  [`${effectName(slot)}.on`]: on,
  [`${effectName(slot)}.mix`]: knobs.mix,
  [`${effectName(slot)}.amount`]: knobs.amount,
});

/** The same of what exists once. */
export const commonStates = ({
  mixer,
  hearing,
}: {
  readonly mixer: MixerState;
  readonly hearing: Hearing;
}): Partial<Record<keyof typeof commonControls, State>> => ({
  'mixer.crossfader': mixer.crossfader,
  'mixer.crossfader.reverse': mixer.reversed,
  'mixer.master': mixer.master,
  'mixer.headphones': mixer.phones,
  'mixer.mic': hearing.mic,
  'mixer.mic.level': hearing.micLevel,
  'mixer.cuemix': mixer.phonesMix * 2 - 1,
});

/** The same of the sampler. */
export const samplerStates = ({
  pads,
  channel,
}: Pick<Sampler, 'pads' | 'channel'>): Partial<Record<keyof typeof commonControls, State>> => ({
  ...Object.fromEntries(pads.map(({ slot, sounding }) => [`sampler.pad.${slot + 1}`, sounding])),
  'sampler.volume': channel.volume,
  'sampler.filter': channel.knobs.filter,
  'sampler.headphones': channel.phones,
});
