import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faderInput } from './fader-input.ts';

const scale = { min: 0, max: 100, rest: 50, step: 2 };
let element: HTMLElement;
let detach: () => void;
let value: number;
let upright: boolean;

beforeEach(() => {
  element = document.createElement('div');
  document.body.append(element);
  [value, upright] = [50, false];
  detach = faderInput(() => ({ value, scale, upright, travel: 200, change: (next) => (value = next) }))(element);
  // A pointer that no device has cannot be captured.
  element.setPointerCapture = () => {};
});
afterEach(() => {
  detach();
  element.remove();
});

const point = (type: string, clientX: number, clientY = 0, more: PointerEventInit = {}) =>
  element.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerId: 1, ...more }));
const press = (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...more });
  element.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('a drag', () => {
  it('moves by its way, finer with Shift, and only while it is held', () => {
    point('pointermove', 90);
    expect(value).toBe(50);
    point('pointerdown', 100);
    point('pointermove', 140);
    expect(value).toBe(70);
    point('pointermove', 160, 0, { shiftKey: true });
    expect(value).toBeCloseTo(71, 9);
    point('pointerup', 160);
    point('pointermove', 0);
    expect(value).toBeCloseTo(71, 9);
  });

  it('stays between the ends, and goes up where the fader stands upright', () => {
    upright = true;
    point('pointerdown', 0, 100);
    point('pointermove', 0, 60);
    expect(value).toBe(70);
    point('pointermove', 0, -900);
    expect(value).toBe(100);
  });

  it('does not begin with the right button', () => {
    point('pointerdown', 100, 0, { button: 2 });
    point('pointermove', 200);
    expect(value).toBe(50);
  });

  it('goes on from its own place though the shown value is rounded', () => {
    point('pointerdown', 100);
    for (let x = 101; x <= 110; x++) {
      point('pointermove', x);
      value = Math.round(value);
    }
    expect(value).toBe(55);
  });
});

it('the wheel steps, and the page under it stands', () => {
  const wheel = new WheelEvent('wheel', { deltaY: -100, cancelable: true });
  element.dispatchEvent(wheel);
  expect([value, wheel.defaultPrevented]).toEqual([52, true]);
  element.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, shiftKey: true, cancelable: true }));
  expect(value).toBeCloseTo(51.8, 9);
});

it('keys move it, those of others pass', () => {
  expect([press('ArrowUp'), value]).toEqual([true, 52]);
  expect([press('End'), value]).toEqual([true, 100]);
  expect([press('ArrowUp', { ctrlKey: true }), press('x'), value]).toEqual([false, false, 100]);
  element.dispatchEvent(new MouseEvent('dblclick'));
  expect(value).toBe(50);
});

it('hears nothing any more once it is detached', () => {
  detach();
  press('End');
  expect(value).toBe(50);
});
