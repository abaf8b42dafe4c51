import { controlKind, type ControlId } from './controls.ts';

/** What a control does. `value` is in the control's range; see `ControlKind`. */
export type ControlHandler = (value: number) => void;

/** Told of each move (`sent`) and of each new state (`state`, for lights and displays). */
export type ControlListener = (id: ControlId, value: number) => void;

/**
 * The one way from anything that can be pressed (keys, MIDI, the screen) to what it moves, and back for lights. Who owns
 * decks and mixer provides handlers and tells states; surfaces send and watch. All calls are synchronous, so that a press
 * costs no task.
 *
 * @thread page
 */
export class ControlBus {
  readonly #handlers = new Map<ControlId, ControlHandler>();
  readonly #states = new Map<ControlId, number>();
  readonly #sent = new Set<ControlListener>();
  readonly #told = new Set<ControlListener>();

  /** Answers for some controls, in place of who answered before. Returns the function that takes the answers away. */
  provide(handlers: Partial<Record<ControlId, ControlHandler>>): () => void {
    const mine = Object.entries(handlers) as [ControlId, ControlHandler][];
    for (const [id, handler] of mine) this.#handlers.set(id, handler);
    return () => {
      for (const [id, handler] of mine) if (this.#handlers.get(id) === handler) this.#handlers.delete(id);
    };
  }

  /** Whether somebody answers for a control of this name. */
  answers(id: ControlId): boolean {
    return this.#handlers.has(id);
  }

  /** Moves a control; values outside its range are brought inside. False when nobody answers for it. */
  send(id: ControlId, value: number): boolean {
    const handler = this.#handlers.get(id);
    const kind = controlKind(id);
    if (!handler || !kind || !Number.isFinite(value)) return false;
    const inside = kind.kind === 'range' ? Math.min(kind.max, Math.max(kind.min, value)) : value;
    handler(inside);
    for (const listener of this.#sent) listener(id, inside);
    return true;
  }

  /** Says the state of a control: the place of a fader, 1 or 0 for a light. Equal states are told once. */
  tell(id: ControlId, value: number): void {
    if (this.#states.get(id) === value) return;
    this.#states.set(id, value);
    for (const listener of this.#told) listener(id, value);
  }

  /** The last state told, or null. */
  read(id: ControlId): number | null {
    return this.#states.get(id) ?? null;
  }

  /** Hears every new state. Returns the function that ends it. */
  watch(listener: ControlListener): () => void {
    this.#told.add(listener);
    return () => void this.#told.delete(listener);
  }

  /** Hears every move that somebody answered for. Returns the function that ends it. */
  hear(listener: ControlListener): () => void {
    this.#sent.add(listener);
    return () => void this.#sent.delete(listener);
  }
}
