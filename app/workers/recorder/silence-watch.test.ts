import { expect, test } from 'vitest';
import { SilenceWatch } from './silence-watch.ts';

const level = (peak: number) => [{ peak, rms: peak, clipped: 0 }];

/** Plays 50 ms turns and collects what changes, with its time. */
function play(turns: number, at: (ms: number) => number | null): [number, string][] {
  const watch = new SilenceWatch(0);
  const changes: [number, string][] = [];
  for (let ms = 0; ms <= turns * 50; ms += 50) {
    const peak = at(ms);
    if (peak !== null) {
      watch.frames(ms);
      watch.levels(level(peak), ms);
    }
    const change = watch.check(ms);
    if (change) changes.push([ms, change]);
  }
  return changes;
}

test('sound, however faint, raises no alarm', () => {
  expect(play(400, () => 1e-7)).toEqual([]);
});

test('missing frames and pure zeros are told within two seconds, once, and so is their end', () => {
  expect(play(200, (ms) => (ms >= 1000 && ms < 6000 ? null : 0.1))).toEqual([
    [2500, 'no-frames'],
    [6000, 'ok'],
  ]);
  expect(play(200, (ms) => (ms >= 1000 && ms < 6000 ? 0 : 0.1))).toEqual([
    [2900, 'zeros'],
    [6000, 'ok'],
  ]);
});
