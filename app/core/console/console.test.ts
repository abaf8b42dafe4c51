import { describe, expect, it } from 'vitest';
import { DELAY, events, noise, RATE, render, residue, roughness, sine, source } from './console.test.support.ts';

const FADE = Math.ceil(0.004 * RATE);

describe('at neutral settings', () => {
  it('what goes in comes out, bit by bit, from the first sample on, on every deck', () => {
    const [left, right] = [noise(1), noise(1, 2)];
    for (const deck of ['A', 'B', 'C', 'D'] as const) {
      const moves = events([0, `${deck}.load`, 1], [0, `${deck}.play`, 1]);
      const out = render([source(1, left, null, right)], moves, 1.2);
      expect(residue(out[0], 0, left, 0, RATE)).toBe(-Infinity);
      expect(residue(out[1], 0, right, 0, RATE)).toBe(-Infinity);
      expect(out[0].subarray(RATE).every((x) => x === 0)).toBe(true);
    }
  });

  it('is bit by bit again after every knob was turned and turned back', () => {
    const left = noise(4);
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.play', 1],
        [0, 'A.fx1.kind', 1],
        [0, 'A.fx2.kind', 3],
      ] as const),
      ...([
        [0.1, 'A.low', 0],
        [0.1, 'A.high', 2],
        [0.1, 'A.filter', -0.5],
        [0.1, 'A.gain', 0.5],
      ] as const),
      ...([
        [0.1, 'A.fader', 0.3],
        [0.1, 'A.fx2.on', 1],
        [0.1, 'mixer.gain', 0.5],
        [0.2, 'A.fx2.on', 0],
      ] as const),
      ...([
        [0.5, 'A.low', 1],
        [0.5, 'A.high', 1],
        [0.5, 'A.filter', 0],
        [0.5, 'A.gain', 1],
      ] as const),
      ...([
        [0.5, 'A.fader', 1],
        [0.5, 'mixer.gain', 1],
      ] as const),
    );
    const out = render([source(1, left)], moves, 4)[0];
    expect(residue(out, 0.2 * RATE, left, 0.2 * RATE, 1000)).toBeGreaterThan(-20);
    // The limiter, which the boost has set to work, has let go by then.
    expect(residue(out, 2.6 * RATE, left, 2.6 * RATE, 1.4 * RATE)).toBe(-Infinity);
  });

  it('seeks to the sample at the very frame of the event, whichever it is', () => {
    const left = noise(3);
    for (const at of [0.5, 0.50003, 0.7123]) {
      const moves = events([0, 'A.load', 1], [0, 'A.play', 1], [at, 'A.seek', 2.123]);
      const out = render([source(1, left)], moves, 1)[0];
      const frame = Math.round(at * RATE);
      expect(residue(out, 0, left, 0, frame)).toBe(-Infinity);
      const target = Math.round(2.123 * RATE);
      expect(residue(out, frame + FADE, left, target + FADE, 4000)).toBe(-Infinity);
    }
  });

  it('the render is the same twice over', () => {
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'B.load', 2],
        [0, 'A.keyLock', 1],
        [0, 'A.tempo', 1.04],
        [0, 'A.play', 1],
      ] as const),
      ...([
        [0.2, 'B.play', 1],
        [0.3, 'A.fx1.kind', 2],
        [0.3, 'A.fx1.on', 1],
        [0.4, 'B.filter', 0.4],
      ] as const),
    );
    const sources = () => [source(1, noise(2)), source(2, noise(2, 5))];
    const [first, second] = [render(sources(), moves, 2)[0], render(sources(), moves, 2)[0]];
    expect(residue(first, 0, second, 0, first.length)).toBe(-Infinity);
    expect(first.length).toBe(2 * RATE);
    expect(DELAY).toBe(221);
  });
});

describe('clicks', () => {
  it('there are none at start, seek, pause, cue, reverse, slip and a stop right after a start', () => {
    const wave = sine(220, 6, 0.7);
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.seek', 0.5011],
        [0, 'A.play', 1],
        [0.3, 'A.seek', 1.2345],
      ] as const),
      ...([
        [0.6, 'A.play', 0],
        [0.8, 'A.play', 1],
        [0.803, 'A.play', 0],
        [1, 'A.play', 1],
      ] as const),
      ...([
        [1.3, 'A.fader', 0.2],
        [1.5, 'A.fader', 1],
        [1.6, 'A.slip', 1],
        [1.65, 'A.reverse', 1],
      ] as const),
      ...([
        [1.8, 'A.reverse', 0],
        [2, 'A.slip', 0],
        [2.1, 'A.cue', 1],
        [2.11, 'A.cue', 0],
      ] as const),
    );
    const out = render([source(1, wave)], moves, 2.5)[0];
    // The wave itself bends by 0.0007 a sample; a cut through its middle would by up to 1.4.
    expect(roughness(out)).toBeLessThan(0.02);
    expect(Math.max(...out.subarray(1000, 9000))).toBeGreaterThan(0.69);
  });
});
