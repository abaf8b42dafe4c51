import { untrack } from 'svelte';

export interface Toast {
  readonly text: string;
  readonly kind: 'info' | 'error' | 'success';
  /** One thing to do about it, such as undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ShownToast extends Toast {
  readonly id: number;
}

/** Time without a pointer or the focus on it after which a message leaves, milliseconds. Errors and actions stay. */
const LIFETIME_MS = 6_000;
const MOST = 4;

class Toasts {
  shown = $state<readonly ShownToast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(toast: Toast): number {
    const id = this.#next++;
    const kept = this.shown.filter(({ text }) => text !== toast.text);
    this.shown = [...kept.slice(-(MOST - 1)), { ...toast, id }];
    this.resume(id);
    return id;
  }

  dismiss(id: number): void {
    this.pause(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  /** Nobody is hurried: what is looked at does not leave. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    const toast = this.shown.find((one) => one.id === id);
    if (!toast || toast.kind === 'error' || toast.action) return;
    this.pause(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), LIFETIME_MS),
    );
  }
}

export const toasts = new Toasts();

/** Shows a short message over the page and speaks it once. Returns its id for {@link toasts}`.dismiss`. */
export function showToast(toast: Toast): number {
  return untrack(() => toasts.show(toast));
}
