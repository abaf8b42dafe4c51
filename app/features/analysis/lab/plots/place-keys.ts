/** Steps of the place, seconds: of an arrow, and of an arrow with Shift. */
const STEP = 1;
const FINE = 0.01;

/** Where a key moves the place in seconds; null when the key does not. */
export function placeKey(
  { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent,
  placeSec: number,
  durationSec: number,
): number | null {
  if (ctrlKey || metaKey || altKey) return null;
  const step = shiftKey ? FINE : STEP;
  const moves: Readonly<Record<string, number>> = {
    ...{ ArrowRight: step, ArrowUp: step, ArrowLeft: -step, ArrowDown: -step },
    ...{ PageUp: durationSec / 10, PageDown: -durationSec / 10, Home: -durationSec, End: durationSec },
  };
  const move = moves[key];
  return move === undefined ? null : Math.min(durationSec, Math.max(0, placeSec + move));
}
