/** What the keys of the table do. */
interface TableKeys {
  /** Whether the grid itself has the focus, not a button or field in it. */
  readonly isTarget: (target: EventTarget | null) => boolean;
  readonly move: (step: number, extend: boolean) => void;
  readonly end: (last: boolean) => void;
  readonly moveColumn: (step: number) => void;
  readonly play: () => void;
  readonly edit: () => void;
  readonly sort: (more: boolean) => void;
  readonly toggle: () => void;
  readonly all: () => void;
  readonly none: () => void;
  readonly remove: () => void;
  readonly rate: (rating: number) => void;
  readonly nudge: (step: -1 | 1) => void;
  readonly list: () => void;
  readonly more: () => void;
}

const PAGE = 12;

/** A listener for keys pressed in the table; what it does not know goes on to others. */
export function tableKeys(keys: TableKeys): (event: KeyboardEvent) => void {
  const plain: Readonly<Record<string, (shift: boolean) => void>> = {
    ArrowDown: (shift) => keys.move(1, shift),
    ArrowUp: (shift) => keys.move(-1, shift),
    PageDown: (shift) => keys.move(PAGE, shift),
    PageUp: (shift) => keys.move(-PAGE, shift),
    ArrowLeft: () => keys.moveColumn(-1),
    ArrowRight: () => keys.moveColumn(1),
    Home: () => keys.end(false),
    End: () => keys.end(true),
    Enter: () => keys.play(),
    F2: () => keys.edit(),
    Delete: () => keys.remove(),
    ' ': () => keys.toggle(),
    Escape: () => keys.none(),
    s: () => keys.sort(false),
    S: () => keys.sort(true),
    l: () => keys.list(),
    ContextMenu: () => keys.more(),
    F10: (shift) => shift && keys.more(),
  };
  const find = (event: KeyboardEvent): (() => void) | null => {
    const { key, shiftKey } = event;
    if (event.altKey) {
      if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
      return () => keys.nudge(key === 'ArrowUp' ? -1 : 1);
    }
    if (event.ctrlKey || event.metaKey) return key === 'a' ? keys.all : null;
    if (/^[0-5]$/.test(key)) return () => keys.rate(Number(key));
    const act = plain[key];
    return act ? () => act(shiftKey) : null;
  };
  return (event) => {
    const act = keys.isTarget(event.target) ? find(event) : null;
    if (!act) return;
    act();
    event.preventDefault();
    event.stopPropagation();
  };
}
