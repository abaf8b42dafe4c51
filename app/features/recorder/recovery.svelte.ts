import type { Take } from '#contracts/records/take.ts';
import { onStorageEvent } from '#storage/events.ts';

/** One open take in the dialog. */
export interface OpenTake {
  readonly take: Take;
  readonly state: 'waiting' | 'keeping' | 'failed';
  /** 0 to 1 while it is kept. */
  readonly progress: number;
  readonly error: unknown;
  /** The player is shown. */
  readonly listening: boolean;
}

const SETTLE_MS = 400;

/**
 * Takes that were cut off. Looks at the start, and whenever takes change, because another window may have settled one.
 * Small, because every page has it; the work is loaded when there is some.
 */
class Recovery {
  takes = $state.raw<readonly OpenTake[]>([]);
  open = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watching = false;
  #checking: Promise<void> | null = null;

  watch(): void {
    if (this.#watching) return;
    this.#watching = true;
    onStorageEvent((event) => {
      if (event.type !== 'takes') return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.check(), SETTLE_MS);
    });
    void this.check();
  }

  /** Looks for open takes and shows the dialog when one is new. */
  check(): Promise<void> {
    this.#checking ??= this.#look().finally(() => (this.#checking = null));
    return this.#checking;
  }

  async #look(): Promise<void> {
    const { mayHaveOpenTakes } = await import('#storage/takes/peek.ts');
    const found = (await mayHaveOpenTakes()) ? await (await import('#workers/recorder/client.ts')).findOpenTakes() : [];
    // Read after the search, which leaves out what is being kept: one that was begun meanwhile stays in the dialog.
    const busy = this.takes.filter(({ state }) => state === 'keeping');
    const known = new Map(this.takes.map((entry) => [entry.take.id, entry]));
    const entries = found
      .filter(({ id }) => !busy.some(({ take }) => take.id === id))
      .map((take): OpenTake => {
        const old = known.get(take.id);
        return old ? { ...old, take } : { take, state: 'waiting', progress: 0, error: null, listening: false };
      });
    const isNew = entries.some(({ take }) => !known.has(take.id));
    this.takes = [...busy, ...entries];
    if (isNew) this.open = true;
    if (this.takes.length === 0) this.open = false;
  }

  change(id: string, patch: Partial<OpenTake>): void {
    this.takes = this.takes.map((entry) => (entry.take.id === id ? { ...entry, ...patch } : entry));
  }

  remove(id: string): void {
    this.takes = this.takes.filter(({ take }) => take.id !== id);
    if (this.takes.length === 0) this.open = false;
  }
}

export type { Recovery };

export const recovery = new Recovery();
