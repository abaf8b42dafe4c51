import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUTO_GAIN_LUFS, autoGainFor } from './auto-gain.ts';
import { bpmAt, clampTempo, faderGain, rateOf, tempoRanges } from './tempo.ts';

describe('faders', () => {
  it('tempo stays in its range and on hundredths', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.constantFrom(...tempoRanges),
        (percent, range) => {
          const clamped = clampTempo(percent, range);
          expect(Math.abs(clamped)).toBeLessThanOrEqual(range);
          expect(Object.is(clamped, -0)).toBe(false);
          expect(Math.abs(clamped * 100 - Math.round(clamped * 100))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('at rest changes nothing at all', () => {
    expect(rateOf(0)).toBe(1);
    expect(faderGain(1)).toBe(1);
    expect(faderGain(0)).toBe(0);
    expect(bpmAt(122.5, 0)).toBe(122.5);
    expect(bpmAt(null, 3)).toBeNull();
    expect(bpmAt(120, 8)).toBeCloseTo(129.6, 9);
  });
});

describe('auto-gain', () => {
  it('brings two tracks to within half a LU of one another', () => {
    for (const lufs of [-6.3, -9, -14, -22.5]) {
      expect(lufs + 20 * Math.log10(autoGainFor(lufs))).toBeCloseTo(AUTO_GAIN_LUFS, 9);
    }
  });

  it('leaves alone what is not known, and turns nothing without bounds', () => {
    expect(autoGainFor(null)).toBe(1);
    expect(autoGainFor(-Infinity)).toBe(1);
    expect(20 * Math.log10(autoGainFor(-60))).toBeCloseTo(15, 9);
  });
});
