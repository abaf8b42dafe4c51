/** What {@link chordOf} reads of a keyboard event. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const modifiers = new Set([
  'Control',
  'Meta',
  'Alt',
  'Shift',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
  'Unidentified',
]);

/**
 * The name of what was pressed: `R`, `Shift+M`, `Mod+K`, `?`, `Space`, `ArrowLeft`. `Mod` is Command on Apple devices and
 * Control elsewhere. Letters go by what is printed on the key (German layouts swap Y and Z); characters that need Shift,
 * such as `?`, are named by themselves. Null for a modifier alone.
 */
export function chordOf(press: KeyPress): string | null {
  if (modifiers.has(press.key)) return null;
  const base = press.altKey ? baseOfCode(press) : baseOfKey(press.key);
  const shiftNames = base.length > 1 || /[A-ZÄÖÜ]/.test(base) || press.altKey;
  return [
    ...(press.ctrlKey || press.metaKey ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey && shiftNames ? ['Shift'] : []),
    base,
  ].join('+');
}

/** `Shift+1` for Shift and that digit, whatever character it types; null for all else. */
export function digitChordOf({ key, code, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  const digit = /^Digit(.)$/.exec(code)?.[1];
  if (!digit || !shiftKey || ctrlKey || metaKey || altKey || /^\d$/.test(key)) return null;
  return `Shift+${digit}`;
}

function baseOfKey(key: string): string {
  if (key === ' ') return 'Space';
  return key.length === 1 ? key.toUpperCase() : key;
}

/** With Option held, Apple keyboards type other characters, so the place of the key counts. */
function baseOfCode({ key, code }: KeyPress): string {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1] ?? baseOfKey(key);
}

const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The caps to draw for a chord, in order. `apple` picks the symbols of Apple keyboards. */
export function capsOf(chord: string, apple: boolean): string[] {
  const names = apple ? { Mod: '⌘', Alt: '⌥', Shift: '⇧' } : { Mod: 'Ctrl', Alt: 'Alt', Shift: '⇧' };
  const parts = chord === '+' ? ['+'] : chord.split(/\+(?=.)/);
  return parts.map((part) => names[part as keyof typeof names] ?? arrows[part] ?? part);
}

/** True on devices whose keyboards have a Command key. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');
}

/** Value for `aria-keyshortcuts`. */
export function ariaChord(chord: string, apple: boolean): string {
  return chord.replace('Mod', apple ? 'Meta' : 'Control');
}
