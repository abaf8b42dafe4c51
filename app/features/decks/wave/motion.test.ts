import { expect, it } from 'vitest';
import { MotionTracker } from './motion.ts';

const at = (atSec: number, positionSec: number, rate = 1) => ({ atSec, positionSec, rate, tempo: 1 });

it('a deck that plays steadily is told of once, however its position shivers', () => {
  const tracker = new MotionTracker();
  const told = Array.from({ length: 3600 }, (_, frame) => {
    const now = frame / 60;
    return tracker.look(at(now, 10 + now + (frame % 3) * 0.003 - 0.003));
  }).filter((motion) => motion !== null);
  expect(told).toEqual([at(0, 9.997)]);
});

it('starts, stops, jumps and moves while it stands are told at once', () => {
  const tracker = new MotionTracker();
  expect(tracker.look(at(0, 5, 0))).toEqual(at(0, 5, 0));
  expect(tracker.look(at(1, 5, 0))).toBeNull();
  expect(tracker.look(at(2, 5.001, 0))).toEqual(at(2, 5.001, 0));
  expect(tracker.look(at(3, 5.001, 1.1))).toMatchObject({ rate: 1.1 });
  expect(tracker.look(at(4, 6.101, 1.1))).toBeNull();
  expect(tracker.look(at(5, 40, 1.1))).toEqual(at(5, 40, 1.1));
});

it('a clock that runs off is followed in small steps', () => {
  const tracker = new MotionTracker();
  let last = at(0, 0);
  let most = 0;
  for (let frame = 0; frame < 60 * 60; frame++) {
    const now = frame / 60;
    last = tracker.look(at(now, now * 1.0005)) ?? last;
    most = Math.max(most, Math.abs(now * 1.0005 - (last.positionSec + (now - last.atSec))));
  }
  expect(most).toBeLessThan(0.01);
});
