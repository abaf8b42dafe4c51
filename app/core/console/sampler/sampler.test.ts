import { describe, expect, it } from 'vitest';
import {
  events,
  evenGrid,
  levelAt,
  noise,
  RATE,
  render,
  residue,
  roughness,
  sine,
  source,
} from '../console.test.support.ts';
import type { Control } from '../events.ts';
import { renderOffline } from '../render.ts';
import { pagesOf } from '../source/whole-track.ts';

type Row = readonly [number, Control, number];
const FADE = Math.ceil(0.004 * RATE);
const sec = (frame: number) => frame / RATE;
/** The last frame that sounds, + 1. */
const end = (samples: Float32Array) => samples.findLastIndex((x) => x !== 0) + 1;
const start = (samples: Float32Array, from = 0) => samples.findIndex((x, i) => i >= from && x !== 0);
const played = (seconds: number, sources: ReturnType<typeof source>[], ...rows: Row[]) =>
  render(sources, events(...rows), seconds)[0];

describe('a pad', () => {
  it('sounds from the very frame of its press, bit by bit, on every pad and in the middle of a block', () => {
    const [left, right] = [noise(0.5), noise(0.5, 7)];
    for (const [pad, at] of [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n as 1, 4410 + n * 37] as const)) {
      const moves = events([0, `S.pad${pad}.load`, 1], [sec(at), `S.pad${pad}.hit`, 1], [0.2, `S.pad${pad}.hit`, 0]);
      const out = render([source(1, left, null, right)], moves, 1);
      expect(start(out[0])).toBe(at);
      expect(residue(out[0], at, left, 0, left.length - FADE)).toBe(-Infinity);
      expect(residue(out[1], at, right, 0, left.length - FADE)).toBe(-Infinity);
      expect(end(out[0])).toBeLessThanOrEqual(at + left.length);
    }
  });

  it('pressed again begins again at that frame, and what sounded fades without a click', () => {
    const wave = sine(220, 1, 0.7);
    const again = 0.4013;
    const out = played(1.2, [source(1, wave)], [0, 'S.pad1.load', 1], [0.1, 'S.pad1.hit', 1], [again, 'S.pad1.hit', 1]);
    // The wave's own beginning is a corner of 0.022; a cut through its middle would be one of up to 1.4.
    expect(roughness(out)).toBeLessThan(0.03);
    const at = Math.round(again * RATE);
    expect(residue(out, at + FADE, wave, FADE, 20_000)).toBe(-Infinity);
  });

  it('held sounds until it is let go, and a stop silences any, both without a click', () => {
    const wave = sine(220, 2, 0.7);
    const rows: Row[] = [
      ...([
        [0, 'S.pad1.load', 1],
        [0, 'S.pad1.mode', 1],
        [0.1, 'S.pad1.hit', 1],
        [0.3, 'S.pad1.hit', 0],
      ] as const),
      ...([
        [0, 'S.pad2.load', 1],
        [0.5, 'S.pad2.hit', 1],
        [0.8, 'S.pad2.stop', 0],
      ] as const),
    ];
    const out = played(1, [source(1, wave)], ...rows);
    // The wave's own beginning is a corner of 0.022; a cut through its middle would be one of up to 1.4.
    expect(roughness(out)).toBeLessThan(0.03);
    expect(end(out.subarray(0, 0.4 * RATE)) - Math.round(0.3 * RATE)).toBeLessThanOrEqual(FADE);
    expect(end(out) - Math.round(0.8 * RATE)).toBeLessThanOrEqual(FADE);
  });

  it('in a loop goes round without a seam until it is pressed again, at another rate too', () => {
    const frames = 441;
    const turn = Float32Array.from({ length: frames }, (_, i) => 0.7 * Math.sin((2 * Math.PI * 5 * i) / frames));
    const rows: Row[] = [
      [0, 'S.pad1.load', 1],
      [0, 'S.pad1.mode', 2],
      [0.1, 'S.pad1.hit', 1],
      [0.2, 'S.pad1.hit', 0],
      [0.6, 'S.pad1.hit', 1],
    ];
    const own = played(1, [source(1, turn)], ...rows);
    const at = Math.round(0.1 * RATE);
    for (let round = 0; round < 40; round++) expect(residue(own, at + round * frames, turn, 0, frames)).toBe(-Infinity);
    expect(end(own) - Math.round(0.6 * RATE)).toBeLessThanOrEqual(FADE);
    const other = { id: 1, grid: null, pages: pagesOf(turn, 48_000) };
    const heard = renderOffline(
      { sampleRate: RATE, stretch: null, sources: [other], events: events(...rows) },
      RATE,
    )[0];
    expect(roughness(heard, Math.round(0.12 * RATE), Math.round(0.55 * RATE))).toBeLessThan(0.006);
    expect(levelAt((5 * 48_000) / frames, heard, 0.2 * RATE, 0.5 * RATE)).toBeCloseTo(0.7, 3);
  });

  it('has a gain of its own and goes through its channel: fader, crossfader, headphones', () => {
    const level = (...more: Row[]) =>
      levelAt(
        500,
        played(1, [source(1, sine(500, 1, 0.5))], [0, 'S.pad1.load', 1], ...more, [0.1, 'S.pad1.hit', 1]),
        0.4 * RATE,
        0.8 * RATE,
      );
    expect(level()).toBeCloseTo(0.5, 4);
    expect(level([0, 'S.pad1.gain', 0.5])).toBeCloseTo(0.25, 4);
    expect(level([0, 'S.fader', 0.2])).toBeCloseTo(0.1, 4);
    expect(level([0, 'S.assign', 1], [0, 'mixer.crossfader', -1])).toBe(0);
    expect(level([0, 'S.phones', 1], [0, 'S.fader', 0])).toBe(0);
    expect(level([0, 'S.filter', -0.9])).toBeLessThan(0.3);
  });
});

describe('with a leader', () => {
  const leader: Row[] = [
    [0, 'A.load', 1],
    [0, 'A.fader', 0],
    [0, 'A.tempo', 1.05],
    [0, 'A.play', 1],
  ];
  const grid = evenGrid(120);
  const beatSec = 60 / 120 / 1.05;

  it('a quantised pad waits for the next beat, to the sample; just after a beat, or without one, it does not wait', () => {
    const sample = () => [source(1, noise(6), grid), source(2, noise(0.3, 9))];
    const quantised = (at: number) =>
      played(3, sample(), ...leader, [0, 'S.pad1.load', 2], [0, 'S.pad1.quantize', 1], [at, 'S.pad1.hit', 1]);
    expect(Math.abs(start(quantised(3.4 * beatSec), RATE) - 4 * beatSec * RATE)).toBeLessThanOrEqual(1);
    expect(start(quantised(3.04 * beatSec), RATE)).toBe(Math.round(3.04 * beatSec * RATE));
    const alone = played(1, sample(), [0, 'S.pad1.load', 2], [0, 'S.pad1.quantize', 1], [0.3, 'S.pad1.hit', 1]);
    expect(start(alone)).toBe(Math.round(0.3 * RATE));
  });

  it('a synced pad plays at its tempo, half and double counted in', () => {
    const tone = sine(400, 2, 0.5);
    for (const own of [126, 63, 252, 120]) {
      const sources = [source(1, noise(6), grid), source(2, tone, evenGrid(own))];
      const out = played(2, sources, ...leader, [0, 'S.pad1.load', 2], [0, 'S.pad1.sync', 1], [0.1, 'S.pad1.hit', 1]);
      const ratio = own === 120 ? 1.05 : 1;
      expect(levelAt(400 * ratio, out, 0.3 * RATE, 1.5 * RATE)).toBeCloseTo(0.5, 2);
    }
  });
});
