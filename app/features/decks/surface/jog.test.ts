import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Jog } from './jog.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A platter and what it moved, each with the time. */
function platter() {
  const moves: { at: number; what: 'hold' | 'scratch' | 'bend'; value: number }[] = [];
  const note = (what: 'hold' | 'scratch' | 'bend') => (value: number | boolean) =>
    void moves.push({ at: Date.now(), what, value: Number(value) });
  const jog = new Jog({ hold: note('hold'), scratch: note('scratch'), bend: note('bend') }, () => Date.now());
  return { jog, moves };
}

describe('a platter', () => {
  it('under a hand moves the track as far as it turned, and no further', () => {
    const { jog, moves } = platter();
    jog.touch(true);
    // Half a turn within half a second, in ticks of 5 ms.
    for (let tick = 0; tick < 100; tick++) {
      jog.turn(0.005);
      vi.advanceTimersByTime(5);
    }
    vi.advanceTimersByTime(1000);
    const scratches = moves.filter(({ what }) => what === 'scratch');
    const moved = scratches.reduce((sum, { at, value }, index) => {
      const until = scratches[index + 1]?.at ?? at;
      return sum + (value * (until - at)) / 1000;
    }, 0);
    expect(moved).toBeGreaterThan(0.9 * 0.95);
    expect(moved).toBeLessThan(0.9 * 1.25);
    expect(scratches.at(-1)?.value).toBe(0);
    expect(moves.some(({ what, value }) => what === 'bend' && value !== 0)).toBe(false);
  });

  it('plays at the speed at which it is turned, backwards too', () => {
    const { jog, moves } = platter();
    jog.touch(true);
    for (let tick = 0; tick < 60; tick++) {
      jog.turn(-0.005 / 1.8);
      vi.advanceTimersByTime(5);
    }
    expect(moves.at(-1)?.value).toBeGreaterThan(-1.2);
    expect(moves.at(-1)?.value).toBeLessThan(-0.8);
  });

  it('without a hand bends for a moment and lets go', () => {
    const { jog, moves } = platter();
    jog.turn(0.02);
    expect(moves.at(-1)).toMatchObject({ what: 'bend' });
    expect(moves.at(-1)?.value).toBeGreaterThan(0.01);
    vi.advanceTimersByTime(1000);
    expect(moves.at(-1)).toMatchObject({ what: 'bend', value: 0 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stands still at once under a hand that was put on it, and is let go', () => {
    const { jog, moves } = platter();
    jog.turn(0.5);
    jog.touch(true);
    expect(moves.slice(-3).map(({ what, value }) => [what, value])).toEqual([
      ['bend', 0],
      ['scratch', 0],
      ['hold', 1],
    ]);
    jog.touch(false);
    expect(moves.at(-1)).toMatchObject({ what: 'hold', value: 0 });
  });
});
