import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { Envelope } from './envelope.ts';
import { StateVariableFilter } from './filter.ts';
import { RATE, exp2, glide, noteHz, saturate, sine } from './math.ts';
import { Pulse, Saw } from './oscillator.ts';
import { Random } from './random.ts';

describe('arithmetic', () => {
  it('agrees with the engine’s own functions', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (x) => {
        expect(sine(x)).toBeCloseTo(Math.sin(2 * Math.PI * (x % 1)), 7);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -60, max: 60, noNaN: true }), (x) => {
        expect(exp2(x) / 2 ** x).toBeCloseTo(1, 8);
      }),
    );
  });

  it('knows concert pitch', () => {
    expect(noteHz(69)).toBe(440);
    expect(noteHz(57)).toBeCloseTo(220, 9);
    expect(noteHz(60)).toBeCloseTo(261.6256, 3);
  });

  it('glides in equal ratios', () => {
    expect(glide(100, 1600, 0)).toBeCloseTo(100, 6);
    expect(glide(100, 1600, 0.5)).toBeCloseTo(400, 4);
    expect(glide(1600, 100, 1)).toBeCloseTo(100, 4);
  });

  it('saturates without a step, never beyond one', () => {
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), (x) => {
        expect(Math.abs(saturate(x))).toBeLessThanOrEqual(1);
        expect(saturate(-x)).toBeCloseTo(-saturate(x), 12);
      }),
    );
    expect(saturate(2.9999)).toBeCloseTo(1, 4);
  });
});

describe('noise', () => {
  it('is the same for the same seed, flat and centred', () => {
    const draw = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 20_000 }, () => random.bipolar());
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    const values = draw(7);
    expect(values.reduce((sum, x) => sum + x, 0) / values.length).toBeCloseTo(0, 1);
    expect(values.reduce((sum, x) => sum + x * x, 0) / values.length).toBeCloseTo(1 / 3, 1);
  });
});

describe('oscillators', () => {
  it.each([
    ['saw', () => new Saw(0)],
    ['pulse', () => new Pulse(0)],
  ])('%s keeps its pitch, its bounds and no constant part', (_, make) => {
    const oscillator = make();
    const samples = Array.from({ length: RATE }, () => oscillator.next(441, 0.3));
    // The pulse is high once a cycle; a threshold well above its low state counts the cycles of both.
    const rising = samples.filter((x, i) => x > 0.5 && (samples[i - 1] ?? 1) <= 0.5).length;
    expect(Math.abs(rising - 441)).toBeLessThanOrEqual(1);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(1.8);
    expect(Math.abs(samples.reduce((sum, x) => sum + x, 0) / samples.length)).toBeLessThan(0.005);
  });
});

describe('the filter', () => {
  const gainAt = (hz: number, read: (filter: StateVariableFilter) => number) => {
    const filter = new StateVariableFilter(1000, Math.SQRT1_2);
    let peak = 0;
    for (let i = 0; i < RATE / 2; i++) {
      filter.push(sine((i * hz) / RATE));
      if (i > RATE / 4) peak = Math.max(peak, Math.abs(read(filter)));
    }
    return 20 * Math.log10(peak);
  };

  it('is 3 dB down at its corner and falls by 12 dB an octave', () => {
    expect(gainAt(100, ({ low }) => low)).toBeCloseTo(0, 1);
    expect(gainAt(1000, ({ low }) => low)).toBeCloseTo(-3, 1);
    expect(gainAt(4000, ({ low }) => low)).toBeLessThan(-23);
    expect(gainAt(250, ({ high }) => high)).toBeLessThan(-23);
  });

  it('stays bounded while its corner jumps', () => {
    const random = new Random(3);
    const filter = new StateVariableFilter(100, 2);
    for (let i = 0; i < 50_000; i++) {
      if (i % 16 === 0) filter.tune(20 + 18_000 * random.unit(), 2);
      filter.push(random.bipolar());
      expect(Math.abs(filter.low)).toBeLessThan(20);
    }
  });
});

describe('the envelope', () => {
  it('reaches its peak when the attack is over and ends after the gate', () => {
    const envelope = new Envelope({ attackSec: 0.01, decayHalfSec: 0.05, sustain: 0.5, releaseHalfSec: 0.01 }, 8000);
    const levels: number[] = [];
    while (!envelope.isOver) levels.push(envelope.next());
    expect(levels.indexOf(1)).toBe(440);
    expect(levels[7999]).toBeCloseTo(0.5, 1);
    expect(levels.length).toBeGreaterThan(8000);
    expect(levels.length).toBeLessThan(8000 + RATE / 4);
  });
});
