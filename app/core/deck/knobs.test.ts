import { describe, expect, it } from 'vitest';
import { bandGain, bandPlace, decibels, trimGain, trimPlace } from './knobs.ts';

describe('knobs', () => {
  it('change nothing at all in the middle', () => {
    expect(trimGain(0)).toBe(1);
    expect(bandGain(0)).toBe(1);
  });

  it('reach as far as they say, and kill at the end', () => {
    expect(decibels(trimGain(1))).toBe(12);
    expect(decibels(trimGain(-1))).toBe(-12);
    expect(decibels(bandGain(1))).toBe(6);
    expect(bandGain(-1)).toBe(0);
    expect(decibels(bandGain(-1))).toBeNull();
    expect(decibels(bandGain(-0.5))).toBe(-12);
  });

  it('rise all the way', () => {
    for (let place = -1; place < 1; place += 0.01) {
      expect(bandGain(place + 0.01)).toBeGreaterThan(bandGain(place));
      expect(trimGain(place + 0.01)).toBeGreaterThan(trimGain(place));
    }
  });
});

it('a knob that is shown where a gain has put it stands where it would have been turned', () => {
  for (let place = -1; place <= 1; place += 0.05) {
    expect(trimPlace(trimGain(place))).toBeCloseTo(place, 9);
    expect(bandPlace(bandGain(place))).toBeCloseTo(place, 9);
  }
});
