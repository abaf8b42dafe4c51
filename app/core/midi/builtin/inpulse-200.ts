import type { Mapping } from '../mapping.ts';
import { endless, fineKnob, knob, lit, note, press, UNTRIED } from './parts.ts';

/** Ticks of its wheels once around. */
const TICKS = 128;
const pads = [1, 2, 3, 4] as const;
/** Loop rolls that we have, on the pads of its second page. */
const rolls = ['1/8', '1/4', '1/2', '1'] as const;

function side(name: 'left' | 'right') {
  // Deck, deck with shift, pads.
  const [deck, shifted, pad] = name === 'left' ? ([2, 5, 7] as const) : ([3, 6, 8] as const);
  const buttons = [
    lit(note(deck, 0x07), `deck.${name}.play`),
    lit(note(deck, 0x06), `deck.${name}.cue`),
    lit(note(deck, 0x05), `deck.${name}.sync`),
    lit(note(deck, 0x0c), `deck.${name}.headphones`),
    lit(note(deck, 0x09), `deck.${name}.beatloop.4`),
    lit(note(deck, 0x0a), `deck.${name}.loop.active`),
    ...pads.map((number) => lit(note(pad, number - 1), `deck.${name}.hotcue.${number}`)),
    ...rolls.map((beats, index) => lit(note(pad, 0x10 + index), `deck.${name}.looproll.${beats}`)),
  ];
  return {
    bindings: [
      ...buttons.flatMap(({ bindings }) => bindings),
      ...pads.map((number) => press(note(pad, 0x07 + number), `deck.${name}.hotcue.clear.${number}`)),
      press(note(shifted, 0x06), `deck.${name}.start`),
      press(note(shifted, 0x05), `deck.${name}.leader`),
      press(note(shifted, 0x09), `deck.${name}.loop.halve`),
      press(note(shifted, 0x0a), `deck.${name}.loop.double`),
      press(note(deck, 0x0d), `deck.${name}.load`),
      press(note(deck, 0x08), `deck.${name}.jog.touch`),
      ...[0x09, 0x0a].map((number) =>
        endless([deck, number], `deck.${name}.jog.turn`, { encoding: 'twos', step: 1 / TICKS }),
      ),
      endless([shifted, 0x0a], `deck.${name}.seek`, { encoding: 'twos', step: 0.1 }),
      fineKnob(deck, 0x08, `deck.${name}.tempo`),
      knob(deck, 0x00, `deck.${name}.volume`),
      knob(deck, 0x01, `deck.${name}.filter`),
      knob(deck, 0x02, `deck.${name}.eq.low`),
      knob(deck, 0x04, `deck.${name}.eq.high`),
      knob(deck, 0x05, `deck.${name}.gain`),
    ],
    lights: buttons.flatMap(({ lights }) => lights),
  };
}

const [left, right] = [side('left'), side('right')];

/** Hercules DJControl Inpulse 200: two decks, four pads a side, shift in the device (other channels). */
export const inpulse200: Mapping = {
  ...{ format: 'wavefoundry-controller', version: 1, name: 'Hercules DJControl Inpulse 200' },
  ...{ devices: ['DJControl Inpulse 200'], note: UNTRIED },
  bindings: [
    ...left.bindings,
    ...right.bindings,
    knob(1, 0x00, 'mixer.crossfader'),
    endless([1, 0x01], 'library.scroll', { encoding: 'twos', step: 1 }),
  ],
  lights: [...left.lights, ...right.lights],
};
