import { describe, expect, it } from 'vitest';
import { events, RATE, render, residue, roughness, sine, source } from '../console.test.support.ts';

/** Frequency of a tone by the angle that it gains between two stretches. */
function frequency(samples: Float32Array, near: number, from: number, to: number): number {
  let first = -1;
  let last = -1;
  let turns = 0;
  for (let i = Math.round(from * RATE); i < to * RATE; i++) {
    const [a, b] = [samples[i - 1] as number, samples[i] as number];
    if (a < 0 && b >= 0) {
      const at = i - 1 - a / (b - a);
      if (first < 0) first = at;
      else turns++;
      last = at;
    }
  }
  const hz = (turns / (last - first)) * RATE;
  expect(Math.abs(hz - near)).toBeLessThan(near * 0.1);
  return hz;
}

const cents = (hz: number, wanted: number): number => Math.abs(1200 * Math.log2(hz / wanted));

/** A click every half second. */
const clicks = (seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => {
    const since = i % (RATE / 2);
    return since < 64 ? 0.8 * Math.exp(-since / 12) * Math.cos(since * 0.9) : 0;
  });

/** Second of the loudest sample around a time. */
function clickNear(samples: Float32Array, second: number): number {
  const [from, to] = [Math.round((second - 0.1) * RATE), Math.round((second + 0.1) * RATE)];
  let best = from;
  for (let i = from; i < to; i++) if (Math.abs(samples[i] as number) > Math.abs(samples[best] as number)) best = i;
  return best / RATE;
}

const locked = (tempo: number) =>
  events([0, 'A.load', 1], [0, 'A.keyLock', 1], [0, 'A.tempo', tempo], [0, 'A.play', 1]);

describe('key lock', () => {
  it.each([0.92, 0.96, 1.03, 1.08, 1.16])('at tempo %f keeps the pitch within 2 cents', (tempo) => {
    const out = render([source(1, sine(440, 6, 0.5))], locked(tempo), 4)[0];
    expect(cents(frequency(out, 440, 1, 3.5), 440)).toBeLessThan(2);
  });

  it.each([0.92, 1.08])('at tempo %f puts each click within 5 ms of its place, from the first on', (tempo) => {
    const out = render([source(1, clicks(8))], locked(tempo), 6)[0];
    for (let i = 1; i < 10; i++)
      expect(Math.abs(clickNear(out, (i * 0.5) / tempo) - (i * 0.5) / tempo)).toBeLessThan(0.005);
  });

  it('shifts by semitones, with the tempo as it was or moved', () => {
    const shifted = [...events([0, 'A.pitch', 3]), ...events([0, 'A.load', 1], [0, 'A.play', 1])];
    const out = render([source(1, sine(440, 6, 0.5))], shifted, 4)[0];
    expect(cents(frequency(out, 440 * 2 ** (3 / 12), 1, 3.5), 440 * 2 ** (3 / 12))).toBeLessThan(2);
    const both = render([source(1, sine(440, 6, 0.5))], [...events([0, 'A.pitch', -5]), ...locked(1.06)], 4)[0];
    expect(cents(frequency(both, 440 * 2 ** (-5 / 12), 1, 3.5), 440 * 2 ** (-5 / 12))).toBeLessThan(2);
  });

  it('lets the very samples through at the track’s own tempo', () => {
    const wave = sine(1234, 3, 0.5);
    const out = render([source(1, wave)], locked(1), 2)[0];
    expect(residue(out, 0, wave, 0, 2 * RATE)).toBe(-Infinity);
  });

  it('jumps at the very frame: the click that is jumped to sounds at once', () => {
    const moves = [...locked(1.05), ...events([2.1, 'A.seek', 5 - 0.001])];
    const out = render([source(1, clicks(8))], moves, 4)[0];
    expect(Math.abs(clickNear(out, 2.1 + 0.001 / 1.05) - 2.1 - 0.001)).toBeLessThan(0.001);
    expect(Math.abs(clickNear(out, 2.1 + 0.501 / 1.05) - 2.1 - 0.501 / 1.05)).toBeLessThan(0.005);
  });

  it('flows over the seams of a loop', () => {
    const wave = sine(440, 8, 0.5);
    const loop = events([0, 'A.loopFrom', 1], [0, 'A.loopTo', 1.5], [0, 'A.loop', 1]);
    const out = render([source(1, wave)], [...events([0, 'A.load', 1]), ...loop, ...locked(1.04).slice(1)], 6)[0];
    expect(roughness(out, RATE)).toBeLessThan(0.01);
    expect(cents(frequency(out, 440, 3, 5.5), 440)).toBeLessThan(3);
  });

  it('set to 128.00 from 126 beats a minute plays 128.00, with the key kept and not', () => {
    const track = new Float32Array(40 * RATE);
    const beat = (60 / 126) * RATE;
    for (let k = 0; k * beat < track.length - 100; k++) {
      for (let i = 0; i < 64; i++) track[Math.round(k * beat) + i] = 0.8 * Math.exp(-i / 12) * Math.cos(i * 0.9);
    }
    for (const keyLock of [0, 1]) {
      const moves = events([0, 'A.load', 1], [0, 'A.keyLock', keyLock], [0, 'A.tempo', 128 / 126], [0, 'A.play', 1]);
      const out = render([source(1, track)], moves, 36)[0];
      const [first, last] = [clickNear(out, (4 * 60) / 128), clickNear(out, (72 * 60) / 128)];
      expect(Math.abs((60 * 68) / (last - first) - 128)).toBeLessThan(0.005);
    }
  });
});
