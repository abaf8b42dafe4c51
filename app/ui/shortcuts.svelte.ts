import { untrack } from 'svelte';
import { chordOf, digitChordOf } from './chord.ts';

/** One thing that a key does. */
export interface Shortcut {
  /** Stable name under which a changed key is kept, such as `recorder.toggle`. */
  readonly id: string;
  /** Default chord in the form of `chordOf`, such as `R`, `Shift+M`, `Mod+K`, `Space`. */
  readonly keys: string;
  /** Read at each showing, so that it follows the language. */
  readonly label: () => string;
  readonly run: () => void;
  /** Called when the key goes up again, for what works while it is held. */
  readonly release?: () => void;
  /** Name of the room in which it works; without one it works everywhere. Equal keys in two rooms do not conflict. */
  readonly scope?: string;
}

/** Changed keys by id; null is "switched off". */
export type ShortcutChanges = Readonly<Record<string, string | null>>;

class Shortcuts {
  /** All that were ever registered on this page, those of other rooms included, in order of registration. */
  known = $state.raw<readonly Shortcut[]>([]);
  changes = $state.raw<ShortcutChanges>({});
  /** Told after each edit, so that whoever owns the storage keeps it. */
  onchange: (changes: ShortcutChanges) => void = () => {};
  /** Those that work now: of the frame and of what is on the screen. */
  active = $state.raw<readonly Shortcut[]>([]);

  /** Keys that are held, by their place on the keyboard: modifiers may have gone up before them. */
  readonly #held = new Map<string, Shortcut>();

  /** May be called in an effect: it adds no dependency. */
  register(shortcut: Shortcut): () => void {
    const others = (list: readonly Shortcut[]) => list.filter(({ id }) => id !== shortcut.id);
    untrack(() => {
      this.known = [...others(this.known), shortcut];
      this.active = [...others(this.active), shortcut];
    });
    return () => untrack(() => (this.active = this.active.filter((other) => other !== shortcut)));
  }

  /** The chord that triggers a shortcut now, or null when it is switched off. */
  keysOf(shortcut: Shortcut): string | null {
    const changed = this.changes[shortcut.id];
    return changed === undefined ? shortcut.keys : changed;
  }

  /** The other shortcut that a chord would clash with, if any. */
  conflict(shortcut: Shortcut, chord: string): Shortcut | undefined {
    return this.known.find(
      (other) =>
        other.id !== shortcut.id &&
        this.keysOf(other) === chord &&
        (!other.scope || !shortcut.scope || other.scope === shortcut.scope),
    );
  }

  /** Gives a shortcut another chord, or null for none. Returns the shortcut in the way instead, if there is one. */
  change(shortcut: Shortcut, chord: string | null): Shortcut | undefined {
    const inTheWay = chord === null ? undefined : this.conflict(shortcut, chord);
    if (inTheWay) return inTheWay;
    const { [shortcut.id]: _old, ...others } = this.changes;
    this.changes = chord === shortcut.keys ? others : { ...others, [shortcut.id]: chord };
    this.onchange(this.changes);
    return undefined;
  }

  resetAll(): void {
    this.changes = {};
    this.onchange(this.changes);
  }

  /** Runs what a key press means, if it means something here. To be called for `keydown` on the window. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || event.isComposing) return;
    const chord = chordOf(event);
    if (chord === null || !isFree(event.target, chord)) return;
    // A character such as `/` means its own before the digit on its key does.
    const shortcut = this.#meantBy(chord) ?? this.#meantBy(digitChordOf(event));
    if (!shortcut) return;
    event.preventDefault();
    if (shortcut.release) this.#held.set(event.code, shortcut);
    shortcut.run();
  }

  #meantBy(chord: string | null): Shortcut | undefined {
    return chord === null ? undefined : this.active.findLast((shortcut) => this.keysOf(shortcut) === chord);
  }

  /** Ends what a held key does. To be called for `keyup` on the window. */
  release({ code }: KeyboardEvent): void {
    const held = this.#held.get(code);
    this.#held.delete(code);
    held?.release?.();
  }

  /** Ends what all held keys do. To be called when the window loses the keyboard: nobody tells of keys that go up then. */
  releaseAll(): void {
    const held = [...this.#held.values()];
    this.#held.clear();
    for (const { release } of held) release?.();
  }
}

export const shortcuts = new Shortcuts();

/** Adds a shortcut while a component lives. Returns the function that takes it away. */
export function registerShortcut(shortcut: Shortcut): () => void {
  return shortcuts.register(shortcut);
}

const typed = 'textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"]';
const untyped = new Set(['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file', 'image']);
const pressed = 'button, a[href], summary, input, [role="button"], [role="switch"], [role="tab"], [role="menuitem"]';
const steered =
  'input, audio, video, [role="slider"], [role="listbox"], [role="grid"], [role="tablist"], [role="menu"]';

/** False where the focused element needs the key itself: while typing, in an open dialog, on a button, on a slider. */
function isFree(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return true;
  if (target.closest('dialog[open], [aria-modal="true"]')) return false;
  if (chord.startsWith('Mod+')) return true;
  if (target.closest(typed)) return false;
  if (target instanceof HTMLInputElement && !untyped.has(target.type)) return false;
  if (chord === 'Space' || chord === 'Enter') return !target.closest(pressed);
  return !(/^(?:Arrow|Home$|End$|Page)/.test(chord) && target.closest(steered));
}
