import { hotCues, loopSizes } from '../../controls/deck-controls.ts';
import type { Mapping } from '../mapping.ts';
import { endless, fineKnob, lit, note, press, UNTRIED } from './parts.ts';

/** Ticks of its platters once around. */
const TICKS = 720;
/** Beat loops on the pads of its second page, from 1/4 to 32 beats. */
const padLoops = loopSizes.slice(3, 11);

function side(name: 'left' | 'right') {
  // Deck, pads, pads with shift, and the place of what lies on the common channel 7.
  const [deck, pads, shifted, offset] = name === 'left' ? ([1, 8, 9, 0] as const) : ([2, 10, 11, 1] as const);
  const buttons = [
    lit(note(deck, 0x0b), `deck.${name}.play`),
    lit(note(deck, 0x0c), `deck.${name}.cue`),
    lit(note(deck, 0x58), `deck.${name}.sync`),
    lit(note(deck, 0x54), `deck.${name}.headphones`),
    lit(note(deck, 0x10), `deck.${name}.loop.in`),
    lit(note(deck, 0x11), `deck.${name}.loop.out`),
    lit(note(deck, 0x4d), `deck.${name}.loop.active`),
    ...hotCues.map((pad) => lit(note(pads, pad - 1), `deck.${name}.hotcue.${pad}`)),
    ...padLoops.map((beats, pad) => lit(note(pads, 0x60 + pad), `deck.${name}.beatloop.${beats}`)),
  ];
  return {
    bindings: [
      ...buttons.flatMap(({ bindings }) => bindings),
      press(note(deck, 0x5c), `deck.${name}.leader`),
      press(note(deck, 0x51), `deck.${name}.loop.halve`),
      press(note(deck, 0x53), `deck.${name}.loop.double`),
      press(note(7, 0x46 + offset), `deck.${name}.load`),
      press(note(deck, 0x36), `deck.${name}.jog.touch`),
      ...hotCues.map((pad) => press(note(shifted, pad - 1), `deck.${name}.hotcue.clear.${pad}`)),
      ...[0x21, 0x22, 0x23].map((number) =>
        endless([deck, number], `deck.${name}.jog.turn`, { encoding: 'offset', step: 1 / TICKS }),
      ),
      endless([deck, 0x29], `deck.${name}.seek`, { encoding: 'offset', step: 0.1 }),
      fineKnob(deck, 0x00, `deck.${name}.tempo`),
      fineKnob(deck, 0x04, `deck.${name}.gain`),
      fineKnob(deck, 0x07, `deck.${name}.eq.high`),
      fineKnob(deck, 0x0b, `deck.${name}.eq.mid`),
      fineKnob(deck, 0x0f, `deck.${name}.eq.low`),
      fineKnob(deck, 0x13, `deck.${name}.volume`),
      fineKnob(7, 0x17 + offset, `deck.${name}.filter`),
    ],
    lights: buttons.flatMap(({ lights }) => lights),
  };
}

const [left, right] = [side('left'), side('right')];

/** Pioneer DJ DDJ-400: two decks, pads in pages, shift in the device (other numbers and channels). */
export const ddj400: Mapping = {
  ...{ format: 'wavefoundry-controller', version: 1, name: 'Pioneer DJ DDJ-400', devices: ['DDJ-400'], note: UNTRIED },
  bindings: [
    ...left.bindings,
    ...right.bindings,
    fineKnob(7, 0x1f, 'mixer.crossfader'),
    fineKnob(7, 0x08, 'mixer.master'),
    fineKnob(7, 0x0c, 'mixer.cuemix'),
    fineKnob(7, 0x0d, 'mixer.headphones'),
    endless([7, 0x40], 'library.scroll', { encoding: 'twos', step: 1 }),
  ],
  lights: [...left.lights, ...right.lights],
};
