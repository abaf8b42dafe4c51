import { expect, test } from 'vitest';
import { tonality } from './tonality.ts';

const RATE = 44_100;
let state = 1;
const noise = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 31 - 1;
const render = (sample: (time: number) => number) =>
  tonality(
    Float32Array.from({ length: 10 * RATE }, (_, i) => sample(i / RATE)),
    RATE,
  );
const chord = (time: number) =>
  [220, 261.626, 329.628].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * time), 0) / 3;

test('tones stand out, also of noise as loud as they are', () => {
  expect(render(chord)).toBeGreaterThan(0.9);
  expect(render((time) => chord(time) + noise() / 3)).toBeGreaterThan(0.5);
});

test('noise, clicks and silence hold no tones', () => {
  expect(render(noise)).toBeLessThan(0.05);
  let brown = 0;
  expect(render(() => (brown = brown * 0.995 + 0.02 * noise()))).toBeLessThan(0.2);
  expect(render((time) => (time % 1 < 1 / RATE ? 1 : 0))).toBeLessThan(0.05);
  expect(render(() => 0)).toBe(0);
  expect(tonality(new Float32Array(), RATE)).toBe(0);
});
