import { describe, expect, it } from 'vitest';
import { events, levelAt, noise, RATE, render, sine, source } from '../console.test.support.ts';
import type { ConsoleEvent, Control } from '../events.ts';

const db = (x: number): number => 20 * Math.log10(x);

/** Level of a tone after knobs were set, against the tone itself, dB. */
function response(hz: number, ...knobs: readonly (readonly [Control, number])[]): number {
  const moves = events([0, 'A.load', 1], ...knobs.map(([control, value]) => [0, control, value] as const), [
    0,
    'A.play',
    1,
  ]);
  const out = render([source(1, sine(hz, 1.2, 0.2))], moves, 1.2)[0];
  return db(levelAt(hz, out, 0.4 * RATE, 1.2 * RATE) / 0.2);
}

describe('the equaliser', () => {
  it('sums flat: one knob a hair from its middle, so that the filters run, changes nothing at any frequency', () => {
    for (const hz of [30, 80, 150, 246, 400, 1000, 2500, 4000, 9000, 16_000]) {
      expect(Math.abs(response(hz, ['A.low', 1.0001]))).toBeLessThan(0.01);
    }
  });

  it('kills: what is well inside a band is gone, what is outside stays', () => {
    expect(response(50, ['A.low', 0])).toBeLessThan(-50);
    expect(response(800, ['A.mid', 0])).toBeLessThan(-30);
    expect(response(12_000, ['A.high', 0])).toBeLessThan(-50);
    expect(Math.abs(response(2000, ['A.low', 0]))).toBeLessThan(0.5);
    expect(Math.abs(response(60, ['A.high', 0]))).toBeLessThan(0.05);
    const all = [['A.low', 0] as const, ['A.mid', 0] as const, ['A.high', 0] as const];
    for (const hz of [60, 246, 1000, 2500, 9000]) expect(response(hz, ...all)).toBeLessThan(-140);
  });

  it('boosts by what the knob says', () => {
    expect(response(40, ['A.low', 2])).toBeCloseTo(6.02, 1);
    expect(response(780, ['A.mid', 2])).toBeCloseTo(6.02, 0);
    expect(response(14_000, ['A.high', 0.5])).toBeCloseTo(-6.02, 1);
  });
});

describe('the filter knob', () => {
  it('closes from above to the left and from below to the right', () => {
    expect(response(8000, ['A.filter', -0.5])).toBeLessThan(-35);
    expect(Math.abs(response(60, ['A.filter', -0.5]))).toBeLessThan(1);
    expect(response(60, ['A.filter', 0.5])).toBeLessThan(-35);
    expect(Math.abs(response(8000, ['A.filter', 0.5]))).toBeLessThan(1);
  });
});

/**
 * Loudest partial farther than 1 kHz from a tone of 1 kHz whose control is moved 60 times a second, relative to the tone.
 */
function zipper(control: Control, from: number, to: number, ...before: ConsoleEvent[]): number {
  const steps = 60;
  const moves = events([0, 'A.load', 1], [0, control, from], [0, 'A.play', 1]);
  for (let i = 1; i <= steps; i++) {
    // There and back again, so that the level is about the same all the time.
    const share = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / steps);
    moves.push({ frame: Math.round((0.3 + i / 60) * RATE), control, value: from + (to - from) * share });
  }
  const out = render([source(1, sine(1000, 1.6, 0.5))], [...before, ...moves], 1.6)[0];
  const [start, end] = [Math.round(0.3 * RATE), Math.round(1.3 * RATE)];
  const tone = levelAt(1000, out, start, end);
  let worst = 0;
  for (let hz = 2020; hz < 20_000; hz += 60) worst = Math.max(worst, levelAt(hz, out, start, end));
  return db(worst / tone);
}

describe('a control moved 60 times a second makes no zipper noise above -80 dB:', () => {
  const kinds: readonly (readonly [Control, number, number])[] = [
    ['A.fader', 1, 0.2],
    ['A.gain', 1, 0.25],
    ['A.mid', 1, 0.3],
    ['A.filter', 0.1, 0.35],
    ['A.filter', -0.1, -0.3],
    ['mixer.crossfader', -0.8, 0.2],
    ['mixer.gain', 1, 0.4],
  ];
  it.each(kinds)('%s from %f to %f', (control, from, to) => {
    expect(zipper(control, from, to, ...events([0, 'A.assign', -1]))).toBeLessThan(-80);
  });

  it('as it would without the smoothing, by which the test is known to hear it', () => {
    const stepped = sine(1000, 1).map((x, i) => x * (1 - 0.8 * (Math.floor((i * 60) / RATE) / 60)));
    let worst = 0;
    for (let hz = 2020; hz < 20_000; hz += 60) worst = Math.max(worst, levelAt(hz, stepped));
    expect(db(worst / levelAt(1000, stepped))).toBeGreaterThan(-80);
  });
});

describe('effects', () => {
  const kinds = [1, 2, 3, 4, 5, 6];
  it.each(kinds)('number %i is heard while it is on, and stays in bounds', (kind) => {
    const left = noise(4).map((x) => x * 0.3);
    const on = events([0, 'A.load', 1], [0, 'A.fx1.kind', kind], [0, 'A.fx1.amount', 0.9], [0, 'A.fx1.beats', 0.5]);
    const out = render([source(1, left)], [...on, ...events([0, 'A.fx1.on', 1], [0, 'A.play', 1])], 4)[0];
    const peak = out.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    expect(peak).toBeLessThanOrEqual(1);
    let differs = 0;
    for (let i = RATE; i < 2 * RATE; i++)
      differs = Math.max(differs, Math.abs((out[i] as number) - (left[i] as number)));
    expect(differs).toBeGreaterThan(0.05);
  });

  it('an echo comes on the beat, in time with the tempo of the deck', () => {
    const click = new Float32Array(4 * RATE);
    click[1000] = 0.5;
    const grid = { segments: [{ timeSec: 0, bpm: 120, beat: 0 }], beatsPerBar: 4, downbeat: 0 };
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'A.fx1.kind', 1],
        [0, 'A.fx1.on', 1],
        [0, 'A.fx1.beats', 0.75],
      ] as const),
      ...([
        [0, 'A.fx1.mix', 0.5],
        [0, 'A.play', 1],
      ] as const),
    );
    const out = render([source(1, click, grid)], moves, 3)[0];
    const repeat = Math.round(0.75 * 0.5 * RATE);
    expect(out[1000]).toBeCloseTo(0.5, 3);
    const at = out
      .subarray(2000)
      .reduce((best, x, i) => (Math.abs(x) > Math.abs(out[best] as number) ? i + 2000 : best), 2000);
    expect(Math.abs(at - 1000 - repeat)).toBeLessThanOrEqual(1);
  });
});
