/**
 * Time between two looks, ms: times in whole seconds and levels in words need no more. What moves smoothly, waveforms and
 * meters, is drawn by workers; every change here costs this thread a whole frame, so all are made in one go.
 */
const LOOK_MS = 250;

/** Looks at what moves, all in one go, for as long as something does. */
class Following {
  readonly #looks = new Set<() => boolean>();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param look called again and again while it returns true; one that is called already is not added twice */
  begin(look: () => boolean): void {
    this.#looks.add(look);
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS);
  }

  #look(): void {
    for (const look of this.#looks) if (!look()) this.#looks.delete(look);
    if (this.#looks.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

export const following = new Following();
