import { FINE, faderKey, within, type FaderScale } from './fader-keys.ts';

/** A fader or knob as its input sees it. */
export interface FaderTarget {
  readonly value: number;
  readonly scale: FaderScale;
  /** Moves up and down, not to the right and left. */
  readonly upright: boolean;
  /** Way of the pointer from one end to the other, px; left out: the length of the element. */
  readonly travel?: number;
  change(value: number): void;
}

/**
 * Pointer, wheel and keys of knobs and faders: drag, wheel, arrow keys; Shift is ten times finer; a double click goes
 * back to rest. To be attached to the element with the slider's role.
 *
 * @param target read at each event
 */
export const faderInput = (target: () => FaderTarget) => (element: HTMLElement) => {
  /** Set while a pointer drags. The value is kept apart from the shown one, which may be rounded. */
  let drag: { at: number; value: number } | null = null;
  const leaving = new AbortController();
  const { signal } = leaving;
  const place = (event: PointerEvent) => (target().upright ? -event.clientY : event.clientX);
  const letGo = () => (drag = null);

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    drag = { at: place(event), value: target().value };
  };
  const move = (event: PointerEvent) => {
    if (!drag) return;
    const { scale, upright, change, travel = upright ? element.clientHeight : element.clientWidth } = target();
    const perPixel = (scale.max - scale.min) / Math.max(1, travel);
    const by = (place(event) - drag.at) * perPixel * (event.shiftKey ? FINE : 1);
    drag = { at: place(event), value: within(drag.value + by, scale) };
    change(drag.value);
  };
  const turn = (event: WheelEvent) => {
    event.preventDefault();
    const { value, scale, change } = target();
    const steps = -Math.sign(event.deltaY || -event.deltaX) * (event.shiftKey ? FINE : 1);
    change(within(value + steps * scale.step, scale));
  };
  const key = (event: KeyboardEvent) => {
    const { value, scale, change } = target();
    const next = faderKey(event, value, scale);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    change(next);
  };

  element.addEventListener('pointerdown', press, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', letGo, { signal });
  element.addEventListener('pointercancel', letGo, { signal });
  element.addEventListener('dblclick', () => target().change(target().scale.rest), { signal });
  element.addEventListener('wheel', turn, { signal, passive: false });
  element.addEventListener('keydown', key, { signal });
  return () => leaving.abort();
};
