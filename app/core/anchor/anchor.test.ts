import { expect, test } from 'vitest';
import type { TrackCues } from '#contracts/records/cue.ts';
import { addMemoryCue, noCues } from '../cues/cues.ts';
import { constantGrid, timeOfBeat } from '../tempo/beat-grid.ts';
import { anchorAt, findAnchor } from './anchor.ts';
import { anchored, carried, isAnchored, laterGrid } from './carry.ts';
import { fingerprint, sameMusic } from './fingerprint.ts';
import { ANCHOR_RATE, LowRate } from './low-rate.ts';
import { music } from './music.test.support.ts';

function lowered(samples: Float32Array, rate: number, block = 1000): Int16Array {
  const low = new LowRate(rate);
  for (let at = 0; at < samples.length; at += block) {
    const part = samples.subarray(at, at + block);
    low.push([part, part], part.length);
  }
  return low.finish();
}

test.each([8000, 44_100, 48_000, 192_000])('from %i Hz every sample is the sound at its time', (rate) => {
  const tone = Float32Array.from({ length: rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / rate));
  const sound = lowered(tone, rate);
  expect(sound).toHaveLength(ANCHOR_RATE);
  for (let n = 100; n < ANCHOR_RATE - 100; n += 37) {
    const wanted = 0.5 * Math.sin((2 * Math.PI * 440 * n) / ANCHOR_RATE);
    expect(Math.abs((sound[n] as number) / 32_767 - wanted)).toBeLessThan(0.006);
  }
});

test('a point is found again at another rate, later, louder and in noise, within a tenth of a millisecond', () => {
  const own = lowered(music(22_050, 16), 22_050);
  const late = 0.0317;
  const other = lowered(
    music(24_000, 16, { lateSec: late, noise: 0.1 }).map((x) => x * 0.6),
    24_000,
  );
  for (let i = 0; i < 50; i++) {
    const timeSec = 0.02 + i * 0.31;
    const anchor = anchorAt(own, timeSec);
    const found = anchor && findAnchor(other, anchor, timeSec, 0.12);
    expect(Math.abs((found?.timeSec ?? 0) - timeSec - late), `at ${timeSec}`).toBeLessThan(1e-4);
  }
});

test('what is not there is not found, and silence has no anchor', () => {
  const own = lowered(music(22_050, 8), 22_050);
  const other = lowered(music(22_050, 8, { seed: 77 }), 22_050);
  const anchor = anchorAt(own, 3);
  expect(anchor && findAnchor(other, anchor, 3, 0.12)).toBeNull();
  expect(anchor && findAnchor(own, anchor, 5, 0.12)).toBeNull();
  expect(anchorAt(new Int16Array(ANCHOR_RATE * 4), 2)).toBeNull();
  expect(anchorAt(own, 100)).toBeNull();
});

test('fingerprints tell the same music, and by how much it comes later', () => {
  const own = fingerprint(lowered(music(22_050, 16), 22_050));
  const other = fingerprint(lowered(music(24_000, 18, { lateSec: 1.234, noise: 0.01 }), 24_000));
  const same = sameMusic(own, other);
  expect(Math.abs((same?.laterSec ?? 0) - 1.234)).toBeLessThan(0.03);
  expect(sameMusic(own, fingerprint(lowered(music(22_050, 16, { seed: 9 }), 22_050)))).toBeNull();
  expect(sameMusic(own, fingerprint(new Int16Array(3000)))).toBeNull();
});

test('points, spans and grid go over to another file of the same music', () => {
  const sound = lowered(music(22_050, 16), 22_050);
  const point = { name: '', colour: null, anchor: null };
  const none: TrackCues = { ...noCues('aa'), intro: { startSec: 0.5, endSec: 8 } };
  const cues = [0.5, 4.2, 11].reduce((so, timeSec) => addMemoryCue(so, { ...point, timeSec }), none);
  const kept = anchored(cues, sound, 16);
  expect([isAnchored(cues), isAnchored(kept)]).toEqual([false, true]);
  const late = 0.0251;
  const there = carried(kept, lowered(music(22_050, 16, { lateSec: late }), 22_050), 0);
  expect(there?.found).toBe(5);
  there?.cues.memoryCues.forEach(({ timeSec }, i) =>
    expect(Math.abs(timeSec - late - (kept.memoryCues[i]?.timeSec ?? 0))).toBeLessThan(1e-4),
  );
  expect(there?.cues.intro?.endSec).toBeCloseTo(8 + late, 3);
  expect(carried(kept, lowered(music(22_050, 16, { seed: 3 }), 22_050), 0)).toBeNull();
  const grid = constantGrid(120, 0.1, 4, 0.6);
  const moved = laterGrid(grid, late);
  expect(timeOfBeat(moved, moved.downbeat)).toBeCloseTo(timeOfBeat(grid, grid.downbeat) + late, 9);
});
