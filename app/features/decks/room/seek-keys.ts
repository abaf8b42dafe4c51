interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
}

const STEP_SEC = 5;
const FINE_SEC = 1;
const PAGE_SEC = 30;

/** Where a key pressed on a position slider leads, in seconds, or null when it means nothing there. */
export function seekKey({ key, shiftKey }: Press, positionSec: number, durationSec: number): number | null {
  const step = shiftKey ? FINE_SEC : STEP_SEC;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(durationSec, positionSec + step);
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(0, positionSec - step);
    case 'PageUp':
      return Math.min(durationSec, positionSec + PAGE_SEC);
    case 'PageDown':
      return Math.max(0, positionSec - PAGE_SEC);
    case 'Home':
      return 0;
    case 'End':
      return durationSec;
    default:
      return null;
  }
}
