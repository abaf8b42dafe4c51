import { expect, it } from 'vitest';
import { BLOCK } from '../console/block.ts';
import { levelAt, noise, RATE, sine } from '../console/console.test.support.ts';
import { pagesOf } from '../console/source/whole-track.ts';
import { SetRender } from '../set/render.ts';
import { song } from './automix.test.support.ts';
import { EvennessMeter, evennessScore } from './evenness.ts';
import { REHEARSAL_LEAD_SEC, rehearsalOf } from './rehearsal.ts';
import { transitions } from './transition.ts';

const named = (title: string) => ({ trackId: title, blobHash: title, title, artist: '', isrc: '' }) as const;

it('a rehearsal is heard from before to behind: the first alone, both, the second alone', () => {
  const [a, b] = [song(120, 100), song(124, 100)];
  const transition = transitions(a, b)[0]!;
  const document = rehearsalOf({ track: named('a'), facts: a }, { track: named('b'), facts: b }, transition, RATE);
  const render = new SetRender(document, null);
  const tones = [sine(1000, 100, 0.2), sine(3000, 100, 0.2)];
  for (const [i, { facts }] of [{ facts: a }, { facts: b }].entries()) {
    render.give({ id: i + 1, pages: pagesOf(tones[i]!, RATE), grid: facts.tempo.grid });
  }
  const frames = Math.ceil(render.frames / BLOCK) * BLOCK;
  const [left, right] = [new Float32Array(frames), new Float32Array(frames)];
  render.next(left, right);
  /** Whether each song's tone is heard; without a stretcher the second sounds as much lower as it is slowed down. */
  const heard = (fromSec: number) =>
    [1000, (3000 * 120) / 124].map((hz) => levelAt(hz, left, fromSec * RATE, (fromSec + 0.2) * RATE) > 0.05);
  const end = REHEARSAL_LEAD_SEC + transition.lengthSec;
  expect(heard(2)).toEqual([true, false]);
  const middle = REHEARSAL_LEAD_SEC + transition.lengthSec / 2;
  expect(heard(middle)).toEqual([true, true]);
  expect(heard(end + 3)).toEqual([false, true]);
});

it('a hole and a bump in the loudness are found, an even one and a slope are not', () => {
  const measure = (level: (seconds: number) => number) => {
    const meter = new EvennessMeter(RATE);
    const left = noise(32, 3).map((x, i) => x * level(i / RATE));
    meter.push({ left, right: left });
    return meter.between(8, 24);
  };
  const even = measure(() => 0.1);
  expect(even.bumpLu + even.dipLu).toBeLessThan(0.2);
  const hole = measure((s) => (s > 13 && s < 19 ? 0.025 : 0.1));
  expect(hole.dipLu).toBeGreaterThan(10);
  expect(hole.dipLu).toBeLessThan(13);
  const bump = measure((s) => (s > 13 && s < 19 ? 0.2 : 0.1));
  expect(bump.bumpLu).toBeGreaterThan(5);
  expect(bump.dipLu).toBeLessThan(1);
  const slope = measure((s) => 0.1 * 10 ** (-Math.min(16, Math.max(0, s - 8)) / 40));
  expect(slope.bumpLu + slope.dipLu).toBeLessThan(1.6);
  expect(evennessScore(hole)).toBeLessThan(0.35);
  expect(evennessScore(even)).toBeGreaterThan(0.97);
});
