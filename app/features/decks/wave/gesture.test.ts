import { expect, it } from 'vitest';
import { Gestures } from './gesture.ts';
import { wheelFactor, ZOOM, zoomed } from './zoom.ts';

it('one finger drags its lane, a second one makes it a pinch', () => {
  const hand = new Gestures();
  expect(hand.down(1, { x: 100, y: 10 }, 0)).toEqual({ type: 'grab', lane: 0 });
  expect(hand.move(1, { x: 70, y: 90 })).toEqual({ type: 'drag', lane: 0, pixels: -30 });
  expect(hand.down(2, { x: 170, y: 90 }, 1)).toEqual({ type: 'release', lane: 0 });
  expect(hand.move(2, { x: 270, y: 90 })).toEqual({ type: 'pinch', factor: 0.5 });
  expect(hand.up(2)).toBeNull();
  expect(hand.move(1, { x: 0, y: 0 })).toBeNull();
  expect(hand.up(1)).toBeNull();
  expect(hand.move(7, { x: 0, y: 0 })).toBeNull();
  expect(hand.down(3, { x: 5, y: 5 }, 1)).toEqual({ type: 'grab', lane: 1 });
  expect(hand.up(3)).toEqual({ type: 'release', lane: 1 });
});

it('zoom stays within its ends, and the wheel there and back is nothing', () => {
  expect([zoomed(8, 1000), zoomed(8, 0)]).toEqual([ZOOM.most, ZOOM.least]);
  const turn = (deltaY: number, deltaMode = 0) => wheelFactor({ deltaY, deltaMode, ctrlKey: false });
  expect(turn(100) * turn(-100)).toBeCloseTo(1, 12);
  expect(turn(100)).toBeGreaterThan(1);
  expect(turn(3, 1)).toBeCloseTo(turn(120), 12);
});
