/** Shorter than this is no swipe, px. */
const LEAST = 64;

/** Whatever moves by itself when it is dragged. */
const dragged = '[role="slider"], input, select, canvas, [role="listbox"]';

/**
 * Hears swipes to the side over an element.
 *
 * @param turn called with 1 for a swipe to the left, which leads on, and -1 for one to the right
 */
export const swipe = (turn: (by: 1 | -1) => void) => (element: HTMLElement) => {
  const leaving = new AbortController();
  const { signal } = leaving;
  let from: { x: number; y: number } | null = null;
  const options = { signal, passive: true };
  element.addEventListener(
    'touchstart',
    ({ touches, target }) => {
      const [touch] = touches;
      const isFree = touches.length === 1 && !(target as Element).closest(dragged);
      from = touch && isFree ? { x: touch.clientX, y: touch.clientY } : null;
    },
    options,
  );
  element.addEventListener(
    'touchend',
    ({ changedTouches: [touch] }) => {
      if (!touch || !from) return;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) >= LEAST && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? 1 : -1);
    },
    options,
  );
  return () => leaving.abort();
};
