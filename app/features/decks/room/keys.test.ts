import { describe, expect, it } from 'vitest';
import { faderKey } from '#ui/fader-keys.ts';
import { seekKey } from './seek-keys.ts';

const press = (key: string, shiftKey = false) => ({ key, shiftKey });

describe('keys on the position slider', () => {
  it('seek by five seconds, one with Shift, thirty by page', () => {
    expect(seekKey(press('ArrowRight'), 50, 100)).toBe(55);
    expect(seekKey(press('ArrowLeft', true), 50, 100)).toBe(49);
    expect(seekKey(press('PageUp'), 50, 100)).toBe(80);
    expect(seekKey(press('Home'), 50, 100)).toBe(0);
    expect(seekKey(press('End'), 50, 100)).toBe(100);
  });

  it('stay inside the track and leave other keys alone', () => {
    expect(seekKey(press('ArrowRight'), 98, 100)).toBe(100);
    expect(seekKey(press('PageDown'), 10, 100)).toBe(0);
    expect(seekKey(press('Tab'), 10, 100)).toBeNull();
    expect(seekKey(press(' '), 10, 100)).toBeNull();
  });
});

describe('keys on a fader', () => {
  const tempo = { min: -8, max: 8, rest: 0, step: 0.1 };

  it('move by a step, a tenth of it with Shift, ten by page', () => {
    expect(faderKey(press('ArrowUp'), 1, tempo)).toBeCloseTo(1.1, 9);
    expect(faderKey(press('ArrowDown', true), 1, tempo)).toBeCloseTo(0.99, 9);
    expect(faderKey(press('PageUp'), 1, tempo)).toBeCloseTo(2, 9);
  });

  it('stop at the ends, go home, and back to rest', () => {
    expect(faderKey(press('ArrowUp'), 8, tempo)).toBe(8);
    expect(faderKey(press('Home'), 3, tempo)).toBe(-8);
    expect(faderKey(press('End'), 3, tempo)).toBe(8);
    expect(faderKey(press('Backspace'), 3, tempo)).toBe(0);
    expect(faderKey(press('Escape'), 3, tempo)).toBeNull();
  });
});
