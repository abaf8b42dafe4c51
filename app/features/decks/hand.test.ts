import { expect, it } from 'vitest';
import { createStereo } from '#core/console/block.ts';
import { Deck } from '#core/console/deck/deck.ts';
import { PageReader } from '#core/console/source/page-reader.ts';
import { pagesOf } from '#core/console/source/whole-track.ts';
import { handSpeed } from './hand.ts';

const RATE = 44_100;
/** One screen frame. */
const STEP = Math.round(RATE / 60);

/** Places of the play head, frame by frame, of a deck whose platter a hand drags to `targetsSec`. */
function dragged(deck: Deck, targetsSec: readonly number[]): number[] {
  const out = createStereo(STEP);
  deck.touch();
  return targetsSec.map((target) => {
    deck.motion.hand = handSpeed(target - deck.positionSec);
    deck.render(out, 0, STEP);
    return deck.positionSec;
  });
}

function deckAt(seconds: number): Deck {
  const deck = new Deck(RATE, null);
  deck.load(new PageReader(pagesOf(new Float32Array(30 * RATE), RATE)), null);
  deck.seek(seconds);
  return deck;
}

it('the play head comes to where it is dragged, without swinging', () => {
  const places = dragged(deckAt(10), Array<number>(60).fill(10.4));
  expect(places.at(-1)).toBeCloseTo(10.4, 3);
  expect(Math.max(...places)).toBeLessThan(10.401);
});

it('a hand that moves on is followed a little behind, and one that stands holds a playing deck', () => {
  const deck = deckAt(10);
  deck.play();
  const moving = dragged(
    deck,
    Array.from({ length: 60 }, (_, i) => 10 - i / 60),
  );
  expect(Math.abs((moving.at(-1) as number) - (10 - 59 / 60))).toBeLessThan(0.08);
  const held = dragged(deck, Array<number>(60).fill(9));
  expect(held.at(-1)).toBeCloseTo(9, 3);
  deck.release();
  const out = createStereo(RATE);
  deck.render(out, 0, RATE);
  expect(deck.positionSec).toBeGreaterThan(9.9);
});

it('no hand is faster than hands are', () => {
  expect([handSpeed(9), handSpeed(-9), handSpeed(0.0001)]).toEqual([12, -12, 0]);
});
